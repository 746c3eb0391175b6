package dev.darkroom.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.telemetry.Log;
import dev.darkroom.telemetry.Metrics;
import dev.darkroom.telemetry.TestContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CleanupHandlerTest {
    private static final Instant BEFORE = Instant.parse("2026-11-21T09:59:59Z");
    private static final UserId ALICE = new UserId("alice");
    private static final PhotoKey DELETED = new PhotoKey(ALICE, new PhotoId("01KAJ3N0000000000000000001"));
    private static final PhotoKey REFUSED = new PhotoKey(ALICE, new PhotoId("01KAJ3N0000000000000000002"));
    private static final PhotoKey EXPIRED = new PhotoKey(ALICE, new PhotoId("01KAJ3N0000000000000000003"));
    private static final Context CONTEXT = new TestContext();

    private final InMemoryObjectStore uploads = new InMemoryObjectStore();
    private final InMemoryObjectStore media = new InMemoryObjectStore();
    private final List<String> lines = new ArrayList<>();
    private final CleanupHandler handler = new CleanupHandler(
            new Cleanup(uploads, media),
            Log.of("cleanup", Clock.systemUTC(), lines::add),
            Metrics.of("cleanup", Clock.systemUTC(), lines::add));

    @BeforeEach
    void fillBuckets() {
        for (PhotoKey key : List.of(DELETED, REFUSED, EXPIRED)) {
            uploads.put(key.originalKey(), BEFORE);
            media.put(key.mediaPrefix() + "small-1.jpg", BEFORE);
        }
    }

    private static DynamodbEvent event(String... changes) throws IOException {
        return read("ends-of-life.json", changes);
    }

    private static DynamodbEvent read(String file, String... changes) throws IOException {
        try (InputStream resource =
                Objects.requireNonNull(CleanupHandlerTest.class.getResourceAsStream("/events/" + file))) {
            String json = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            for (int i = 0; i < changes.length; i += 2) {
                json = json.replace(changes[i], changes[i + 1]);
            }
            return LambdaEventSerializers.serializerFor(DynamodbEvent.class, CleanupHandlerTest.class.getClassLoader())
                    .fromJson(json);
        }
    }

    @Test
    void everyEndOfLifeEndsWithNoObjects() throws IOException {
        StreamsEventResponse answer = handler.handleRequest(event(), CONTEXT);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(uploads.keys()).isEmpty();
        assertThat(media.keys()).isEmpty();
        assertThat(lines).noneMatch(line -> line.contains("alice"));
    }

    @Test
    void theFirstFailureIsReportedAndWhatFollowsIsLeftForTheNextDelivery() throws IOException {
        uploads.refuse(REFUSED.originalKey());

        StreamsEventResponse answer = handler.handleRequest(event(), CONTEXT);

        assertThat(answer.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("100000000000000000002");
        assertThat(uploads.keys()).containsExactlyInAnyOrder(REFUSED.originalKey(), EXPIRED.originalKey());
        assertThat(handler.handleRequest(event(), CONTEXT).getBatchItemFailures())
                .isEmpty();
        assertThat(uploads.keys()).isEmpty();
    }

    @Test
    void aLivingPhotoKeepsItsObjectsHoweverItsItemChanges() throws IOException {
        handler.handleRequest(
                event(
                        "{ \"S\": \"DELETED\" }", "{ \"S\": \"READY\" }",
                        "{ \"S\": \"REJECTED\" }", "{ \"S\": \"READY\" }",
                        "{ \"S\": \"PENDING\" }", "{ \"S\": \"READY\" }"),
                CONTEXT);

        assertThat(uploads.keys()).hasSize(3);
        assertThat(media.keys()).hasSize(3);
    }

    @Test
    void ofAPhotoThatGotOtherRenditionsTheOldOnesGo() throws IOException {
        String[] old = {"small-1.jpg", "large-1.jpg", "large-1.webp"};
        String[] current = {"small-2.jpg", "large-2.jpg", "kept-3.jpg"};
        Stream.concat(Stream.of(old), Stream.of(current))
                .forEach(name -> media.put(DELETED.mediaPrefix() + name, BEFORE));

        StreamsEventResponse answer = handler.handleRequest(read("renditions-replaced.json"), CONTEXT);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(media.keys())
                .filteredOn(key -> key.startsWith(DELETED.mediaPrefix()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(current)
                        .map(name -> DELETED.mediaPrefix() + name)
                        .toList());
        assertThat(uploads.keys()).hasSize(3);
    }

    @Test
    void anEditOfAPhotoDoesNotEvenLookAtItsObjects() throws IOException {
        handler.handleRequest(read("renditions-replaced.json", "-1.", "-2.", "kept-3.jpg", "large-2.webp"), CONTEXT);

        assertThat(lines).isEmpty();
        assertThat(media.keys()).hasSize(3);
    }

    @Test
    void aChangeOfAPhotoThatWasRefusedBeforeDeletesNothing() throws IOException {
        handler.handleRequest(
                event(
                        "\"state\": { \"S\": \"PENDING\" }",
                        "\"state\": { \"S\": \"REJECTED\" },"
                                + "\"manifestSequencer\": { \"S\": \"00000000000000000000000000000009\" }"),
                CONTEXT);

        assertThat(uploads.keys()).containsExactly(REFUSED.originalKey());
    }

    @Test
    void anUnreadableRecordIsReportedNotSkipped() throws IOException {
        StreamsEventResponse answer = handler.handleRequest(event("\"DELETED\"", "\"FROM_THE_FUTURE\""), CONTEXT);

        assertThat(answer.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("100000000000000000001");
    }

    @Test
    void aMissingVariableIsNamedAtTheStart() {
        assertThatThrownBy(() -> CleanupWiring.cleanup(Map.of("UPLOADS_BUCKET", "uploads")))
                .hasMessageContaining("MEDIA_BUCKET");
    }
}
