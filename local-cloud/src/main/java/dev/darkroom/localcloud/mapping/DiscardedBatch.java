package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Records that a stream mapping gives up, with why.
///
/// @param attempt the last invocation; empty where the records were too old before the first
record DiscardedBatch(
        String functionArn,
        String streamArn,
        String shardId,
        List<StreamRecord> records,
        Condition condition,
        Optional<Attempt> attempt) {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    DiscardedBatch {
        records = List.copyOf(records);
    }

    /// Why, in the words of the invocation record.
    enum Condition {
        RETRY_ATTEMPTS_EXHAUSTED("RetryAttemptsExhausted"),
        RECORD_AGE_EXCEEDED("RecordAgeExceeded");

        private final String word;

        Condition(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /// An invocation that did not succeed.
    ///
    /// @param count how often these records were sent, this one included
    /// @param functionError empty where the function answered, with batch item failures
    record Attempt(String requestId, int count, Optional<String> functionError) {}

    /// The invocation record that the destination gets.
    ///
    /// @param withPayload whether the event is part of it, as it is for a bucket
    String toJson(Instant now, boolean withPayload) {
        ObjectNode json = DynamoDbCalls.request();
        ObjectNode request = json.putObject("requestContext");
        request.put("requestId", attempt.map(Attempt::requestId).orElse(null));
        request.put("functionArn", functionArn);
        request.put("condition", condition.toString());
        request.put("approximateInvokeCount", attempt.map(Attempt::count).orElse(0));
        attempt.ifPresent(last -> json.putObject("responseContext")
                .put("statusCode", 200)
                .put("executedVersion", "$LATEST")
                .put("functionError", last.functionError().orElse(null)));
        json.put("version", "1.0");
        json.put("timestamp", MILLISECONDS.format(now));
        json.putObject("DDBStreamBatchInfo")
                .put("shardId", shardId)
                .put("startSequenceNumber", records.getFirst().sequenceNumber())
                .put("endSequenceNumber", records.getLast().sequenceNumber())
                .put("approximateArrivalOfFirstRecord", seconds(records.getFirst()))
                .put("approximateArrivalOfLastRecord", seconds(records.getLast()))
                .put("batchSize", records.size())
                .put("streamArn", streamArn);
        if (withPayload) {
            json.put("payload", event(records).toString());
        }
        return json.toString();
    }

    /// The event that the function gets.
    static ObjectNode event(List<StreamRecord> records) {
        ObjectNode event = DynamoDbCalls.request();
        event.putArray("Records")
                .addAll(records.stream().map(StreamRecord::json).toList());
        return event;
    }

    private static String seconds(StreamRecord record) {
        return record.arrival().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
