package dev.darkroom.metadata;

import static dev.darkroom.metadata.SampleManifests.PHOTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Manifest;
import dev.darkroom.model.Sequencer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store of manifests and originals keeps to.
interface StoresContract {
    String MEDIA = "darkroom-media";

    Manifests manifests();

    Originals originals();

    /// Puts a manifest in its place and returns its ETag without quotes.
    String put(Manifest manifest);

    /// Puts something in the manifest's place that is none, and returns its ETag without quotes.
    String putBrokenManifest();

    /// Puts the original of [SampleManifests#PHOTO] and returns its ETag without quotes.
    String putOriginal(byte[] bytes);

    @Test
    default void aManifestIsRead() {
        String etag = put(SampleManifests.ready());

        assertThat(fetch(Optional.of(etag))).isEqualTo(new FetchedManifest.Found(SampleManifests.ready()));
        assertThat(fetch(Optional.empty())).isEqualTo(new FetchedManifest.Found(SampleManifests.ready()));
    }

    @Test
    default void aManifestThatIsGoneChangedOrBrokenIsSaidToBe() {
        assertThat(fetch(Optional.of("5eb63bbbe01eeed093cb22bb8f5acdc3"))).isEqualTo(new FetchedManifest.Missing());

        String first = put(SampleManifests.ready());
        String broken = putBrokenManifest();

        assertThat(fetch(Optional.of(first))).isEqualTo(new FetchedManifest.Changed());
        assertThat(fetch(Optional.of(broken))).isEqualTo(new FetchedManifest.Broken());
    }

    @Test
    default void theHeadOfAnOriginalIsAsLongAsAskedOrAsTheFile() {
        String etag = putOriginal(new byte[] {1, 2, 3, 4, 5});

        assertThat(originals().head(PHOTO, etag, 2).orElseThrow()).containsExactly(1, 2);
        assertThat(originals().head(PHOTO, etag, 5).orElseThrow()).containsExactly(1, 2, 3, 4, 5);
        assertThat(originals().head(PHOTO, etag, 500).orElseThrow()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    default void anOriginalThatIsGoneOrChangedIsAbsent() {
        assertThat(originals().head(PHOTO, "5eb63bbbe01eeed093cb22bb8f5acdc3", 2))
                .isEmpty();

        String first = putOriginal(new byte[] {1});
        putOriginal(new byte[] {2});

        assertThat(originals().head(PHOTO, first, 1)).isEmpty();
    }

    private FetchedManifest fetch(Optional<String> etag) {
        return manifests().fetch(new Arrival(MEDIA, PHOTO, etag, new Sequencer("1")));
    }
}
