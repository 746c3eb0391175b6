package dev.darkroom.localcloud.sns;

import dev.darkroom.localcloud.faults.Faults;
import dev.darkroom.localcloud.stack.TopicResource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A stack's SNS topics, and how they reach the queues that are subscribed.
public final class Topics {
    private final List<Topic> topics;

    private Topics(List<Topic> topics) {
        this.topics = topics;
    }

    /// Makes ready to publish to a stack's topics.
    ///
    /// @param sqs for the backend that has the queues
    /// @param faults which messages queues are to refuse
    /// @throws IllegalArgumentException where a subscription's filter policy is not understood
    public static Topics of(List<TopicResource> resources, SqsClient sqs, Faults faults) {
        var delivery = new QueueDelivery(sqs, faults);
        return new Topics(resources.stream()
                .map(resource -> Topic.of(resource, delivery, Clock.systemUTC()))
                .toList());
    }

    List<Topic> all() {
        return topics;
    }

    Optional<Topic> find(String arn) {
        return topics.stream().filter(topic -> topic.arn().equals(arn)).findFirst();
    }
}
