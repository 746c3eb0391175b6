package dev.darkroom.localcloud.stack;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// An event source mapping from a queue to a function.
/// Source: Using Lambda with Amazon SQS,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html>
///
/// @param maximumConcurrency 2 to 1000; empty for no bound of the mapping's own
/// @param filters event filter patterns as JSON
public record QueueMapping(
        String id,
        String queueArn,
        int batchSize,
        Duration batchingWindow,
        OptionalInt maximumConcurrency,
        boolean reportsBatchItemFailures,
        List<String> filters) {
    public QueueMapping {
        filters = List.copyOf(filters);
    }
}
