package dev.darkroom.localcloud.sns;

import dev.darkroom.localcloud.stack.TopicResource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A topic with its subscriptions.
///
/// A message is acknowledged once every subscription whose filter it passes has it in its queue, or in its dead-letter
/// queue: so nothing acknowledged is ever in memory only. Where a queue is away longer than a few tries take, the
/// publisher gets an error, tries again, and other subscribers may see the message twice, as they must expect of SNS.
record Topic(String arn, List<Subscription> subscriptions, QueueDelivery delivery, Clock clock) {
    static Topic of(TopicResource resource, QueueDelivery delivery, Clock clock) {
        List<Subscription> subscriptions = resource.subscriptions().stream()
                .map(subscription -> Subscription.of(resource.arn(), subscription))
                .toList();
        return new Topic(resource.arn(), subscriptions, delivery, clock);
    }

    String accountId() {
        return arn.split(":", -1)[4];
    }

    /// Delivers a message to every subscription whose filter it passes.
    ///
    /// @return its id
    /// @throws SnsException where a queue that exists does not take it
    String publish(PublishedMessage message) {
        String messageId = UUID.randomUUID().toString();
        Instant now = clock.instant();
        for (Subscription subscription : subscriptions) {
            if (subscription.wants(message)) {
                delivery.deliver(subscription, subscription.form(message, messageId, arn, now));
            }
        }
        return messageId;
    }
}
