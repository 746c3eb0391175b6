package dev.darkroom.batches;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.darkroom.aws.AwsErrors;
import dev.darkroom.telemetry.Field;
import dev.darkroom.telemetry.Log;
import java.util.List;
import java.util.function.Consumer;

/// A batch of stream records, done in order up to the first that fails. That one is reported: Lambda delivers it
/// and all that follow it again, so that going on would do the others twice.
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html>
public final class StreamBatch {
    private StreamBatch() {}

    /// Does the work for each record up to the first that fails, whatever it throws, and logs that one.
    ///
    /// @param work may be given a record more than once, as streams deliver at least once
    /// @return names the record that failed, or none
    public static StreamsEventResponse process(DynamodbEvent event, Log log, Consumer<DynamodbStreamRecord> work) {
        for (DynamodbStreamRecord item : event.getRecords()) {
            String sequenceNumber = item.getDynamodb().getSequenceNumber();
            try {
                work.accept(item);
            } catch (RuntimeException failed) {
                // Whatever it is, the records before this one are done and must not come again with it.
                log.error(
                        "A stream record failed",
                        failed,
                        Field.SEQUENCE_NUMBER.of(sequenceNumber),
                        Field.ERROR_CODE.of(AwsErrors.code(failed).orElse("none")));
                return new StreamsEventResponse(List.of(new BatchItemFailure(sequenceNumber)));
            }
        }
        return new StreamsEventResponse(List.of());
    }
}
