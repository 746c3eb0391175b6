package dev.darkroom.localcloud.stack;

import java.util.Map;

/// An SQS queue.
///
/// @param attributes as `CreateQueue` takes them, `RedrivePolicy` as JSON included
public record QueueResource(String logicalId, String name, String arn, Map<String, String> attributes) {
    public QueueResource {
        attributes = Map.copyOf(attributes);
    }
}
