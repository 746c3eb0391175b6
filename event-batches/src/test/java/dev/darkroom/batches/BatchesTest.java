package dev.darkroom.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3BucketEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.telemetry.Log;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

    private static S3Event arrivals(String... keys) {
        return new S3Event(Stream.of(keys).map(BatchesTest::arrival).toList());
    }

    private static S3EventNotificationRecord arrival(String key) {
        var bucket = new S3BucketEntity("uploads", null, "arn:aws:s3:::uploads");
        var object = new S3ObjectEntity(key, 1L, "", null, "0A");
        return new S3EventNotificationRecord(
                "eu-central-1",
                "ObjectCreated:Put",
                "aws:s3",
                null,
                "2.1",
                null,
                null,
                new S3Entity("test", bucket, object, "1.0"),
                null);
    }
}
