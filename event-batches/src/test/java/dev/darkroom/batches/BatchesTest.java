package dev.darkroom.batches;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.telemetry.Log;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchesTest {
    private static final String FIRST = "alice/01ARZ3NDEKTSV4RRFFQ69G5FAV";
    private static final String SECOND = "alice/01BX5ZZKBKACTAV9WEVGEMMVRZ";

    private final List<String> lines = new ArrayList<>();
    private final Log log = Log.of("test", Clock.systemUTC(), lines::add);
    private final List<String> done = new ArrayList<>();

    @Test
    void aStreamBatchEndsAtItsFirstFailureAndReportsThatOne() {
        StreamsEventResponse answer = StreamBatch.process(stream("1", "2", "3"), log, this::failAtTwo);

        assertThat(answer.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("2");
        assertThat(done).containsExactly("1");
        assertThat(lines).singleElement().asString().contains("ERROR", "\"sequenceNumber\":\"2\"");
    }

    @Test
    void aStreamBatchWithoutFailureReportsNone() {
        assertThat(StreamBatch.process(stream("1", "3"), log, this::failAtTwo).getBatchItemFailures())
                .isEmpty();
        assertThat(done).containsExactly("1", "3");
    }

    @Test
    void anArrivalIsReadWithItsKeyDecodedAndAnEmptyTagIsNone() {
        List<ArrivedObject> arrived = new ArrayList<>();

        ArrivalBatch.process(arrivals(FIRST.replace("/", "%2F")), log, PhotoKey::ofOriginalKey, arrived::add);

        assertThat(arrived).singleElement().satisfies(object -> {
            assertThat(object.bucket()).isEqualTo("uploads");
            assertThat(object.photo().originalKey()).isEqualTo(FIRST);
            assertThat(object.etag()).isEmpty();
            assertThat(object.sequencer()).isEqualTo("0A");
        });
    }

    /// The platform would read them with aws-lambda-java-events.
    @ParameterizedTest
    @ValueSource(strings = {"s3-object-created.json", "s3-manifest-created.json"})
    void anArrivalReadsAsItDoesWithTheEventLibrary(String sample) throws IOException {
        String json = Files.readString(Path.of("..", "events", sample))
                .replace("\"key\": \"", "\"key\": \"caf%C3%A9+au%2Blait/");
        S3Event event = LambdaEventSerializers.serializerFor(S3Event.class, BatchesTest.class.getClassLoader())
                .fromJson(json);
        var expected = event.getRecords().getFirst().getS3();
        List<String> keys = new ArrayList<>();
        List<ArrivedObject> arrived = new ArrayList<>();

        ArrivalBatch.process(
                stream(json),
                log,
                key -> {
                    keys.add(key);
                    return PhotoKey.ofOriginalKey(FIRST);
                },
                arrived::add);

        assertThat(keys).containsExactly(expected.getObject().getUrlDecodedKey());
        assertThat(arrived).singleElement().satisfies(object -> {
            assertThat(object.bucket()).isEqualTo(expected.getBucket().getName());
            assertThat(object.etag()).contains(expected.getObject().geteTag());
            assertThat(object.sequencer()).isEqualTo(expected.getObject().getSequencer());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Records\":[]}",
                "{\"Records\":null}",
                "{\"Event\":\"s3:TestEvent\",\"Bucket\":\"uploads\",\"s3\":{\"object\":{\"key\":\"x\"}}}",
                "[\"x\"]",
                "\"x\""
            })
    void anEventWithoutRecordsIsNoWork(String event) {
        ArrivalBatch.process(stream(event), log, PhotoKey::ofOriginalKey, object -> done.add("any"));

        assertThat(done).isEmpty();
        assertThat(lines).isEmpty();
    }

    @Test
    void whatIsNotJsonIsNotTakenForDone() {
        assertThatThrownBy(() -> ArrivalBatch.process(
                        stream("{\"Records\":[{"), log, PhotoKey::ofOriginalKey, object -> done.add("any")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void everyArrivalIsWorkedOnAndEveryFailureIsThrown() {
        assertThatThrownBy(() ->
                        ArrivalBatch.process(arrivals(FIRST, "100%", SECOND), log, PhotoKey::ofOriginalKey, object -> {
                            done.add(object.photo().originalKey());
                            throw new IllegalStateException("on purpose");
                        }))
                .hasMessageContaining("01ARZ3NDEKTSV4RRFFQ69G5FAV")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .singleElement()
                        .asString()
                        .contains("01BX5ZZKBKACTAV9WEVGEMMVRZ"));
        assertThat(done).containsExactly(FIRST, SECOND);
        assertThat(lines).singleElement().asString().contains("WARN").doesNotContain("100%");
    }

    private void failAtTwo(DynamodbStreamRecord item) {
        String sequenceNumber = item.getDynamodb().getSequenceNumber();
        if (sequenceNumber.equals("2")) {
            throw new IllegalStateException("on purpose");
        }
        done.add(sequenceNumber);
    }

    private static DynamodbEvent stream(String... sequenceNumbers) {
        var event = new DynamodbEvent();
        event.setRecords(Stream.of(sequenceNumbers).map(BatchesTest::change).toList());
        return event;
    }

    private static DynamodbStreamRecord change(String sequenceNumber) {
        var item = new DynamodbStreamRecord();
        item.setDynamodb(new StreamRecord().withSequenceNumber(sequenceNumber));
        return item;
    }

    private static InputStream arrivals(String... keys) {
        return stream(
                Stream.of(keys).map(BatchesTest::arrival).collect(Collectors.joining(",", "{\"Records\":[", "]}")));
    }

    private static InputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(UTF_8));
    }

    private static String arrival(String key) {
        return """
                {"eventVersion":"2.1","eventSource":"aws:s3","userIdentity":{"principalId":"x"},"s3":{
                  "configurationId":"test","bucket":{"name":"uploads","ownerIdentity":{"principalId":"y"}},
                  "object":{"key":"%s","size":1,"eTag":"","sequencer":"0A"}}}""".formatted(key);
    }
}
