package dev.darkroom.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContractsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PhotoKey KEY = new PhotoKey(new UserId("alice"), new PhotoId("01ARZ3NDEKTSV4RRFFQ69G5FAV"));

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "..", "a b", "ä", "x\n"})
    void anIdThatIsNotSafeInAKeyIsRefused(String value) {
        assertThatThrownBy(() -> new UserId(value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PhotoId(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPhotoIdTellsWhenItWasMinted() {
        assertThat(KEY.photoId().mintedAt()).isEqualTo(Instant.ofEpochMilli(1469922850259L));
    }

    @Test
    void theFirstIdOfAMomentIsNotAfterAnyOther() {
        PhotoId first = PhotoId.firstAt(KEY.photoId().mintedAt());

        assertThat(first.mintedAt()).isEqualTo(KEY.photoId().mintedAt());
        assertThat(first).isLessThan(KEY.photoId());
        assertThat(PhotoId.firstAt(first.mintedAt().plusMillis(1))).isGreaterThan(KEY.photoId());
        assertThat(PhotoId.firstAt(Instant.EPOCH).value()).isEqualTo("0".repeat(26));
    }

    @Test
    void keysReadBackWhatTheyWrite() {
        assertThat(PhotoKey.ofOriginalKey(KEY.originalKey())).contains(KEY);
        assertThat(PhotoKey.ofManifestKey(KEY.manifestKey())).contains(KEY);
        assertThat(PhotoKey.ofOriginalKey("alice/../../etc")).isEmpty();
        assertThat(PhotoKey.ofManifestKey(KEY.mediaPrefix() + "large-0.jpg")).isEmpty();
    }

    @Test
    void sequencersOfDifferentLengthCompareByValue() {
        assertThat(new Sequencer("0A1B")).isEqualByComparingTo(new Sequencer("a1b"));
        assertThat(new Sequencer("FF")).isLessThan(new Sequencer("0100"));
    }

    @Test
    void aManifestSurvivesItsJsonAndIgnoresFieldsOfANewerWriter() throws JsonProcessingException {
        var manifest = new Manifest(
                Manifest.SCHEMA_VERSION,
                KEY.photoId(),
                KEY.ownerId(),
                new SourceImage("abc", 10, "0".repeat(64), "image/jpeg", 4, 3, 6),
                PhotoState.READY,
                null,
                List.of(new Rendition("large", 3, 4, 9, "image/jpeg", "k")),
                null,
                "#3a6ea5",
                true,
                "recipe",
                new HopTiming("thumbnail", 1, 1_000, 20, "id", true),
                null);

        String json = JSON.writeValueAsString(manifest);
        String newer = "{\"fromTheFuture\":1," + json.substring(1);

        assertThat(JSON.readValue(newer, Manifest.class)).isEqualTo(manifest);
    }

    @Test
    void fanOutMessagesSurviveTheirJson() throws JsonProcessingException {
        FanOutMessage message = new FanOutMessage.Backfill(
                FanOutMessage.SCHEMA_VERSION, new UserId("bob"), KEY.ownerId(), List.of(KEY.photoId()), 1, 1);

        assertThat(JSON.readValue(JSON.writeValueAsString(message), FanOutMessage.class))
                .isEqualTo(message);
    }

    @Test
    void aTraceparentBecomesTheHeaderThatS3PassesOn() {
        var trace = new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        assertThat(trace.toXRayHeader())
                .isEqualTo("Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1");
        assertThat(Traceparent.parse("00-" + "0".repeat(32) + "-00f067aa0ba902b7-01"))
                .isEmpty();
    }

    @Test
    void instantsAsTextSortAsTheyFollow() {
        var even = Instant.parse("2026-11-21T10:00:00Z");

        assertThat(Timestamps.format(even)).isEqualTo("2026-11-21T10:00:00.000Z");
        assertThat(Timestamps.parse(Timestamps.format(even))).isEqualTo(even);
    }
}
