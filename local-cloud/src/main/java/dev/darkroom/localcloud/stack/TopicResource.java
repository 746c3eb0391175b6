package dev.darkroom.localcloud.stack;

import java.util.List;
import java.util.Optional;

/// An SNS topic and the queues subscribed to it.
public record TopicResource(String logicalId, String name, String arn, List<Subscription> subscriptions) {
    public TopicResource {
        subscriptions = List.copyOf(subscriptions);
    }

    /// A subscription with protocol `sqs`.
    ///
    /// @param filterPolicy on message attributes, as JSON
    /// @param deadLetterQueueArn of its redrive policy
    public record Subscription(
            String queueArn, boolean rawDelivery, Optional<String> filterPolicy, Optional<String> deadLetterQueueArn) {}
}
