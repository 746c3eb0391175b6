package dev.darkroom.localcloud.lambda.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.stack.FunctionResource;
import dev.darkroom.localcloud.stack.QueueMapping;
import dev.darkroom.localcloud.stack.StreamMapping;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// What Lambda says of an event source mapping.
/// Source: ListEventSourceMappings, <https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html>
final class EventSourceMappingDescription {
    private static final long FOR_EVER = -1;

    private EventSourceMappingDescription() {}

    /// All of a function's.
    static Stream<ObjectNode> of(FunctionResource function) {
        return Stream.concat(
                function.streams().stream().map(mapping -> stream(mapping, function)),
                function.queues().stream().map(mapping -> queue(mapping, function)));
    }

    private static ObjectNode stream(StreamMapping mapping, FunctionResource function) {
        var json = common(mapping.id(), function, mapping.batchSize(), mapping.batchingWindow());
        json.put("EventSourceArn", streamArn(mapping, function));
        json.put("StartingPosition", mapping.startingPosition().name());
        json.put("ParallelizationFactor", mapping.parallelization());
        json.put(
                "MaximumRecordAgeInSeconds",
                mapping.maximumRecordAge().map(Duration::toSeconds).orElse(FOR_EVER));
        json.put(
                "MaximumRetryAttempts",
                mapping.maximumRetries().isPresent() ? mapping.maximumRetries().getAsInt() : FOR_EVER);
        json.put("BisectBatchOnFunctionError", mapping.bisectOnError());
        json.put("TumblingWindowInSeconds", 0);
        var destinations = json.putObject("DestinationConfig");
        mapping.onFailure().ifPresent(arn -> destinations.putObject("OnFailure").put("Destination", arn));
        return with(json, mapping.reportsBatchItemFailures(), mapping.filters());
    }

    private static ObjectNode queue(QueueMapping mapping, FunctionResource function) {
        var json = common(mapping.id(), function, mapping.batchSize(), mapping.batchingWindow());
        json.put("EventSourceArn", mapping.queueArn());
        mapping.maximumConcurrency()
                .ifPresent(limit -> json.putObject("ScalingConfig").put("MaximumConcurrency", limit));
        return with(json, mapping.reportsBatchItemFailures(), mapping.filters());
    }

    private static ObjectNode common(String id, FunctionResource function, int batchSize, Duration window) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "UUID",
                        UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("FunctionArn", function.arn())
                .put("BatchSize", batchSize)
                .put("MaximumBatchingWindowInSeconds", window.toSeconds())
                .put("State", "Enabled")
                .put("StateTransitionReason", "USER_INITIATED");
    }

    private static ObjectNode with(ObjectNode json, boolean reportsBatchItemFailures, List<String> filters) {
        var types = json.putArray("FunctionResponseTypes");
        if (reportsBatchItemFailures) {
            types.add("ReportBatchItemFailures");
        }
        if (!filters.isEmpty()) {
            var patterns = json.putObject("FilterCriteria").putArray("Filters");
            filters.forEach(filter -> patterns.addObject().put("Pattern", filter));
        }
        return json;
    }

    /// As the template's own `StreamArn` is here.
    private static String streamArn(StreamMapping mapping, FunctionResource function) {
        var parts = function.arn().split(":", -1);
        return String.join(":", parts[0], parts[1], "dynamodb", parts[3], parts[4], "table/" + mapping.tableName())
                + "/stream/local";
    }
}
