package dev.darkroom.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.HopTiming;
import dev.darkroom.model.Manifest;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Rendition;
import dev.darkroom.model.SourceImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every media store keeps to.
interface MediaStoreContract {
    Rendition RENDITION = new Rendition(
            "small", 160, 120, 3, "image/jpeg", OriginalsContract.PHOTO.mediaPrefix() + "small-0123456789abcdef.jpg");

    MediaStore media();

    Optional<byte[]> storedRendition(String key);

    Optional<Manifest> storedManifest();

    @Test
    default void aRenditionIsKeptUnderItsKey() {
        media().put(RENDITION, new byte[] {1, 2, 3});
        media().put(RENDITION, new byte[] {1, 2, 3});

        assertThat(storedRendition(RENDITION.key()).orElseThrow()).containsExactly(1, 2, 3);
    }

    @Test
    default void aManifestTakesThePlaceOfTheOneBefore() {
        media().put(manifest(Rejection.TRUNCATED));
        media().put(manifest(Rejection.DAMAGED));

        assertThat(storedManifest()).contains(manifest(Rejection.DAMAGED));
    }

    static Manifest manifest(Rejection reason) {
        return new Manifest(
                Manifest.SCHEMA_VERSION,
                OriginalsContract.PHOTO.photoId(),
                OriginalsContract.PHOTO.ownerId(),
                new SourceImage("e", 3, "0".repeat(64), "image/jpeg", 0, 0, 1),
                PhotoState.REJECTED,
                reason,
                List.of(),
                null,
                null,
                false,
                "0123456789abcdef",
                new HopTiming("thumbnail", 1, 1, 2, "r", false),
                null);
    }
}
