package dev.darkroom.localcloud.lambda;

import java.util.Map;

/// Where events that failed for good go: the queues named by `OnFailure` and `DeadLetterConfig`.
@FunctionalInterface
public interface FailureDestination {
    /// Sends one message, and returns when the queue has it. A failure is tried again until it succeeds, so a message
    /// may come more than once.
    ///
    /// @param queueArn such as `arn:aws:sqs:us-east-1:123456789012:name`
    /// @param body JSON
    /// @param attributes message attributes by name; empty for an invocation record
    /// @throws RuntimeException where the queue did not take it
    void send(String queueArn, String body, Map<String, Attribute> attributes);

    /// A message attribute.
    ///
    /// @param dataType `String` or `Number`
    record Attribute(String dataType, String stringValue) {}
}
