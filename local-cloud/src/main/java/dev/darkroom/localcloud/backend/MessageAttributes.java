package dev.darkroom.localcloud.backend;

import java.util.Map;
import java.util.Optional;

/// What a message carries beside its body.
/// Source: Amazon SQS message metadata,
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html>
///
/// @param values by name
/// @param traceHeader the system attribute `AWSTraceHeader`
public record MessageAttributes(Map<String, Value> values, Optional<String> traceHeader) {
    public static final MessageAttributes NONE = new MessageAttributes(Map.of(), Optional.empty());

    public MessageAttributes {
        values = Map.copyOf(values);
    }

    /// No attributes but the trace.
    public static MessageAttributes traced(Optional<String> traceHeader) {
        return new MessageAttributes(Map.of(), traceHeader);
    }

    /// A message attribute.
    ///
    /// @param dataType `String` or `Number`
    public record Value(String dataType, String stringValue) {}
}
