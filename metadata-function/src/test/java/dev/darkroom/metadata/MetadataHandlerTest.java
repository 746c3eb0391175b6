package dev.darkroom.metadata;

import static dev.darkroom.metadata.SampleManifests.PHOTO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.tables.InMemoryJournalTable;
import dev.darkroom.tables.InMemoryPhotoTable;
import dev.darkroom.telemetry.CapacityMeter;
import dev.darkroom.telemetry.Log;
import dev.darkroom.telemetry.Metrics;
import dev.darkroom.telemetry.TestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataHandlerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryManifests manifests = new InMemoryManifests();
    private final InMemoryPhotoTable photos = new InMemoryPhotoTable();
    private final List<String> lines = new ArrayList<>();
    private final Log log = Log.of("metadata", Clock.systemUTC(), lines::add);
    private final MetadataHandler handler = new MetadataHandler(
            new ManifestRecorder(
                    manifests, new InMemoryOriginals(), photos, new InMemoryJournalTable(), Clock.systemUTC()),
            log,
            Metrics.of("metadata", Clock.systemUTC(), lines::add),
            new CapacityMeter());

    @Test
    void aPhotoOfAnEventBecomesReadyAndItsTimeIsMeasured() {
        announce(ImageType.JPEG);
        manifests.put(SampleManifests.ready(), "m1");

        handle(event("alice%2F" + PHOTO.photoId() + "/manifest.json", "m1"));

        assertThat(photos.find(PHOTO).orElseThrow().state()).isEqualTo(PhotoState.READY);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("UploadToReady");
        assertThat(lines.getLast())
                .contains(
                        "\"outcome\":\"READY\"",
                        "\"requestId\":\"r-1\"",
                        PHOTO.photoId().value())
                .doesNotContain("alice");
    }

    @Test
    void aRefusalIsCounted() {
        announce(ImageType.GIF);
        manifests.put(SampleManifests.ready(), "m1");

        handle(event(PHOTO.manifestKey(), "m1"));

        assertThat(lines.getFirst()).contains("PhotosRejected", "TYPE_NOT_AS_ANNOUNCED");
        assertThat(lines.getLast()).contains("REJECTED", "TYPE_NOT_AS_ANNOUNCED");
    }

    @Test
    void aRefusalOfAPhotoThatIsReadyIsToldInTheLog() {
        announce(ImageType.JPEG);
        manifests.put(SampleManifests.ready(), "m1");
        handle(event(PHOTO.manifestKey(), "m1", "01"));
        manifests.put(SampleManifests.rejected(Rejection.DAMAGED), "m2");
        lines.clear();

        handle(event(PHOTO.manifestKey(), "m2", "02"));

        assertThat(lines).singleElement().asString().contains("WARN", "DAMAGED");
    }

    @Test
    void aBrokenManifestIsLoggedOnceAndNotTriedAgain() {
        manifests.putBroken(PHOTO, "m1");

        handle(event(PHOTO.manifestKey(), "m1"));

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("ERROR", PHOTO.photoId().value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "manifest.json",
                "alice/manifest.json",
                "alice/01ARZ3NDEKTSV4RRFFQ69G5FAV/large-0123456789abcdef.jpg",
                "alice/01ARZ3NDEKTSV4RRFFQ69G5FAV/x/manifest.json",
                "alice/01ARZ3NDEKTSV4RRFFQ69G5FAV/MANIFEST.JSON",
                "%zz/01ARZ3NDEKTSV4RRFFQ69G5FAV/manifest.json"
            })
    void aKeyThatIsNoManifestIsSkippedAndNeverLogged(String key) {
        handle(event(key, "m1"));

        assertThat(lines).singleElement().asString().contains("WARN").doesNotContain("alice");
    }

    @Test
    void aFailureIsThrownAfterEveryRecord() {
        announce(ImageType.JPEG);
        manifests.failWith(new IllegalStateException("on purpose"));

        assertThatThrownBy(() -> handle(event(PHOTO.manifestKey(), "m1"), event(PHOTO.manifestKey(), "m1")))
                .hasMessageContaining(PHOTO.photoId().value())
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPLOADS_BUCKET", "PHOTOS_TABLE", "JOURNAL_TABLE"})
    void aMissingVariableIsNamedAtTheStart(String missing) {
        Map<String, String> environment =
                new HashMap<>(Map.of("UPLOADS_BUCKET", "u", "PHOTOS_TABLE", "p", "JOURNAL_TABLE", "j"));
        environment.remove(missing);

        assertThatThrownBy(() -> MetadataWiring.recorder(environment, log, new CapacityMeter()))
                .hasMessageContaining(missing);
    }

    private void handle(String... notifications) {
        String event = "{\"Records\":[" + String.join(",", notifications) + "]}";
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(UTF_8)),
                OutputStream.nullOutputStream(),
                new TestContext("r-1"));
    }

    private void announce(ImageType type) {
        photos.create(SampleManifests.announced(type, Instant.now()));
    }

    private static String event(String key, String etag) {
        return event(key, etag, "0055AED6DCD90281E5");
    }

    /// The record of the sample event.
    private static String event(String key, String etag, String sequencer) {
        try (InputStream file = MetadataHandlerTest.class.getResourceAsStream("/events/manifest-created.json")) {
            return JSON.readTree(file)
                    .path("Records")
                    .path(0)
                    .toString()
                    .replace("@KEY@", key)
                    .replace("@ETAG@", etag)
                    .replace("@SEQUENCER@", sequencer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
