package dev.darkroom.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.model.HopTiming;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.Manifest;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Rendition;
import dev.darkroom.model.Traceparent;
import dev.darkroom.model.UserId;
import dev.darkroom.thumbnail.image.Engines;
import dev.darkroom.thumbnail.image.Pictures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RenditionMakerTest {
    private static final PhotoKey PHOTO = new PhotoKey(new UserId("alice"), new PhotoId("01ARZ3NDEKTSV4RRFFQ69G5FAV"));
    private static final Traceparent TRACE = new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final byte[] FILE = Pictures.photo("orientation/Landscape_6.jpg");

    private final InMemoryOriginals originals = new InMemoryOriginals();
    private final InMemoryMediaStore media = new InMemoryMediaStore();
    private final RenditionMaker maker =
            new RenditionMaker(originals, Engines.any(), media, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void anOriginalBecomesThreeRenditionsAndThenAManifest() {
        String etag = originals.put(PHOTO.originalKey(), FILE, Optional.of(TRACE));

        Manifest manifest = recorded(make(Optional.of(etag)));

        assertThat(media.manifest(PHOTO)).contains(manifest);
        assertThat(media.puts()).hasSize(4).last().isEqualTo("alice/01ARZ3NDEKTSV4RRFFQ69G5FAV/manifest.json");
        assertThat(manifest.outcome()).isEqualTo(PhotoState.READY);
        assertThat(manifest.source().etag()).isEqualTo(etag);
        assertThat(manifest.source().bytes()).isEqualTo(FILE.length);
        assertThat(manifest.source().sha256()).isEqualTo(Digests.sha256(FILE));
        assertThat(manifest.source().contentType()).isEqualTo("image/jpeg");
        assertThat(List.of(
                        manifest.source().width(),
                        manifest.source().height(),
                        manifest.source().orientation()))
                .containsExactly(1200, 1800, 6);
        assertThat(manifest.timing())
                .isEqualTo(new HopTiming("thumbnail", 1, NOW.toEpochMilli(), 0, "request-1", true));
        assertThat(manifest.trace()).contains(TRACE);
        assertThat(Base64.getDecoder().decode(manifest.placeholder())).hasSizeBetween(5, 25);
        assertThat(manifest.dominantColour()).matches("#[0-9a-f]{6}");
        assertThat(manifest.animated()).isFalse();
        assertThat(manifest.renditions()).extracting(Rendition::name).containsExactly("large", "medium", "small");
        for (Rendition rendition : manifest.renditions()) {
            assertThat(rendition.key())
                    .matches("alice/01ARZ3NDEKTSV4RRFFQ69G5FAV/" + rendition.name() + "-[0-9a-f]{16}\\.jpg");
            assertThat(media.renditions().get(rendition.key())).hasSize((int) rendition.bytes());
            assertThat(rendition.width()).isGreaterThanOrEqualTo(rendition.height());
        }
    }

    @Test
    void theManifestOfAnAnimationSaysSo() {
        originals.put(PHOTO.originalKey(), Pictures.photo("formats/animated.webp"), Optional.empty());

        Manifest manifest = recorded(make(Optional.empty()));

        assertThat(manifest.outcome()).isEqualTo(PhotoState.READY);
        assertThat(manifest.animated()).isTrue();
    }

    @Test
    void theSameEventTwiceWritesTheSameKeysAndBytes() {
        originals.put(PHOTO.originalKey(), FILE, Optional.empty());
        Manifest once = recorded(make(Optional.empty()));
        Map<String, byte[]> bytes = new TreeMap<>(media.renditions());

        Manifest again = recorded(make(Optional.empty()));

        assertThat(again.renditions()).isEqualTo(once.renditions());
        assertThat(media.renditions()).hasSize(3);
        bytes.forEach((key, value) -> assertThat(media.renditions().get(key)).isEqualTo(value));
    }

    @Test
    void anotherFileGetsOtherKeys() {
        originals.put(PHOTO.originalKey(), FILE, Optional.empty());
        List<Rendition> before = recorded(make(Optional.empty())).renditions();
        originals.put(PHOTO.originalKey(), Pictures.photo("orientation/Landscape_1.jpg"), Optional.empty());

        assertThat(recorded(make(Optional.empty())).renditions())
                .extracting(Rendition::key)
                .doesNotContainAnyElementsOf(before.stream().map(Rendition::key).toList());
    }

    @Test
    void aTruncatedFileIsRejectedOnceForItsOwnerToSee() {
        originals.put(PHOTO.originalKey(), Arrays.copyOf(FILE, 100_000), Optional.of(TRACE));

        Manifest manifest = recorded(make(Optional.empty()));

        assertThat(manifest.outcome()).isEqualTo(PhotoState.REJECTED);
        assertThat(manifest.rejection()).isEqualTo(Rejection.TRUNCATED);
        assertThat(manifest.source().contentType()).isEqualTo("image/jpeg");
        assertThat(manifest.trace()).contains(TRACE);
        assertThat(media.puts()).containsExactly(PHOTO.manifestKey());
    }

    @Test
    void aFileThatIsTooLargeIsRejectedUnread() {
        originals.put(PHOTO.originalKey(), new byte[(int) ImageType.MAX_BYTES + 1], Optional.empty());

        Manifest manifest = recorded(make(Optional.empty()));

        assertThat(manifest.rejection()).isEqualTo(Rejection.TOO_LARGE);
        assertThat(manifest.source().bytes()).isEqualTo(ImageType.MAX_BYTES + 1);
    }

    @Test
    void aTextIsRejectedWithoutAType() {
        originals.put(PHOTO.originalKey(), "hello".getBytes(StandardCharsets.UTF_8), Optional.empty());

        Manifest manifest = recorded(make(Optional.empty()));

        assertThat(manifest.rejection()).isEqualTo(Rejection.NOT_AN_IMAGE);
        assertThat(manifest.source().contentType()).isEmpty();
    }

    @Test
    void aMissingOriginalIsAnOutcome() {
        assertThat(make(Optional.of("e"))).isEqualTo(new Outcome.Missing());
        assertThat(media.puts()).isEmpty();
    }

    @Test
    void anOriginalPutMeanwhileIsLeftToItsOwnEvent() {
        originals.put(PHOTO.originalKey(), FILE, Optional.empty());

        assertThat(make(Optional.of("of-the-one-before"))).isEqualTo(new Outcome.Changed());
        assertThat(media.puts()).isEmpty();
    }

    @Test
    void aStoreThatFailsLeavesNoManifest() {
        originals.put(PHOTO.originalKey(), FILE, Optional.empty());
        media.failFor("medium");

        assertThatThrownBy(() -> make(Optional.empty())).hasStackTraceContaining("on purpose");
        assertThat(media.manifest(PHOTO)).isEmpty();

        media.failFor(null);
        assertThat(recorded(make(Optional.empty())).outcome()).isEqualTo(PhotoState.READY);
    }

    private Outcome make(Optional<String> etag) {
        return maker.make(new Arrival("uploads", PHOTO, etag), new Invocation("request-1", true));
    }

    private static Manifest recorded(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Recorded.class);
        return ((Outcome.Recorded) outcome).manifest();
    }
}
