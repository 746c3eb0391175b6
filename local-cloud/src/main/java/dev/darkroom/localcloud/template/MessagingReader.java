package dev.darkroom.localcloud.template;

import dev.darkroom.localcloud.stack.QueueResource;
import dev.darkroom.localcloud.stack.TopicResource.Subscription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `AWS::SQS::Queue`, `AWS::SNS::Topic` and `AWS::SNS::Subscription`.
/// Sources: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SQS.html>,
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SNS.html>
final class MessagingReader {
    private static final List<Limit> QUEUE_NUMBERS = List.of(
            new Limit("VisibilityTimeout", 0, 43_200),
            new Limit("MessageRetentionPeriod", 60, 1_209_600),
            new Limit("DelaySeconds", 0, 900),
            new Limit("ReceiveMessageWaitTimeSeconds", 0, 20));

    private MessagingReader() {}

    private record Limit(String property, int minimum, int maximum) {}

    static QueueResource queue(String logicalId, String name, String arn, Fields fields) {
        fields.text("QueueName");
        fields.withoutEffect(
                "the data folder is as safe as the disk it is on",
                "SqsManagedSseEnabled",
                "KmsMasterKeyId",
                "KmsDataKeyReusePeriodSeconds");
        fields.withoutEffect("messages stay until they are deleted", "MessageRetentionPeriod");
        fields.withoutEffect("nobody reads them", "Tags");
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Limit limit : QUEUE_NUMBERS) {
            fields.integer(limit.property(), limit.minimum(), limit.maximum())
                    .ifPresent(number -> attributes.put(limit.property(), Integer.toString(number)));
        }
        for (String flag : List.of("FifoQueue", "ContentBasedDeduplication")) {
            if (fields.flag(flag)) {
                attributes.put(flag, "true");
            }
        }
        fields.nested("RedrivePolicy").ifPresent(policy -> {
            String target = policy.requiredText("deadLetterTargetArn");
            int receives = policy.integer("maxReceiveCount", 1, 1_000).orElse(10);
            attributes.put(
                    "RedrivePolicy",
                    "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}".formatted(target, receives));
        });
        return new QueueResource(logicalId, name, arn, attributes);
    }

    static void topic(Fields fields) {
        fields.text("TopicName");
        fields.withoutEffect("nobody reads them", "DisplayName", "Tags");
        fields.withoutEffect("the data folder is as safe as the disk it is on", "KmsMasterKeyId");
    }

    /// A subscription, and the ARN of the topic it belongs to.
    record TopicSubscription(String topicArn, Subscription subscription) {}

    static TopicSubscription subscription(Fields fields) {
        fields.choice("Protocol", "sqs");
        fields.choice("FilterPolicyScope", "MessageAttributes");
        Optional<String> filter = fields.value("FilterPolicy")
                .flatMap(value -> Json.object(value)
                        .or(() -> fields.fault("FilterPolicy", "is no JSON object", Optional.empty())));
        Optional<String> deadLetters =
                fields.nested("RedrivePolicy").map(policy -> policy.requiredText("deadLetterTargetArn"));
        return new TopicSubscription(
                fields.requiredText("TopicArn"),
                new Subscription(
                        fields.requiredText("Endpoint"), fields.flag("RawMessageDelivery"), filter, deadLetters));
    }
}
