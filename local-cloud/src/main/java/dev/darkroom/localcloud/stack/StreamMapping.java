package dev.darkroom.localcloud.stack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// An event source mapping from a table's stream to a function.
/// Source: Process DynamoDB records with Lambda,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html>
///
/// @param id names the mapping's position in the stream; equal across restarts
/// @param tableName whose stream it reads
/// @param startingPosition `TRIM_HORIZON` or `LATEST`
/// @param maximumRetries empty for as long as the record lives
/// @param maximumRecordAge empty for as long as the stream keeps it
/// @param parallelization 1 to 10 batches of one shard at once
/// @param filters event filter patterns as JSON; a record passes that matches any; all pass where there are none
/// @param onFailure the ARN of a queue (metadata only), or of a bucket (with the records)
public record StreamMapping(
        String id,
        String tableName,
        StartingPosition startingPosition,
        int batchSize,
        Duration batchingWindow,
        int parallelization,
        OptionalInt maximumRetries,
        Optional<Duration> maximumRecordAge,
        boolean bisectOnError,
        boolean reportsBatchItemFailures,
        List<String> filters,
        Optional<String> onFailure) {
    public StreamMapping {
        filters = List.copyOf(filters);
    }

    /// Where a mapping with no position yet begins.
    public enum StartingPosition {
        TRIM_HORIZON,
        LATEST
    }
}
