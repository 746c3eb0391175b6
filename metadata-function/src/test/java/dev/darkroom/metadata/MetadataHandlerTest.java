package dev.darkroom.metadata;

import static dev.darkroom.metadata.SampleManifests.PHOTO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.PhotoState;
import dev.darkroom.tables.InMemoryJournalTable;
import dev.darkroom.tables.InMemoryPhotoTable;
import dev.darkroom.telemetry.CapacityMeter;
import dev.darkroom.telemetry.Log;
import dev.darkroom.telemetry.Metrics;
import dev.darkroom.telemetry.TestContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataHandlerTest {
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

    private void handle(S3Event... events) {
        List<S3EventNotificationRecord> notifications = new ArrayList<>();
        for (S3Event event : events) {
            notifications.addAll(event.getRecords());
        }
        handler.handleRequest(new S3Event(notifications), new TestContext("r-1"));
    }

    private void announce(ImageType type) {
        photos.create(SampleManifests.announced(type, Instant.now()));
    }

    private static S3Event event(String key, String etag) {
        try (InputStream file = MetadataHandlerTest.class.getResourceAsStream("/events/manifest-created.json")) {
            String json = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
                    .replace("@KEY@", key)
                    .replace("@ETAG@", etag)
                    .replace("@SEQUENCER@", "0055AED6DCD90281E5");
            return LambdaEventSerializers.serializerFor(S3Event.class, MetadataHandlerTest.class.getClassLoader())
                    .fromJson(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
