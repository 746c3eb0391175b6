package dev.darkroom.localcloud.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.mapping.EventFilter;
import dev.darkroom.localcloud.sns.PublishedMessage.Attribute;
import dev.darkroom.localcloud.stack.TopicResource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A queue subscribed to a topic: which messages it wants, and in which form.
/// Sources: <https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html>,
/// <https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html>,
/// <https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html>
record Subscription(
        String arn,
        String queueArn,
        boolean rawDelivery,
        Optional<EventFilter> filter,
        Optional<String> deadLetterQueueArn) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /// A message as a queue gets it.
    record Delivered(String body, Map<String, Attribute> attributes, Optional<String> traceHeader) {}

    static Subscription of(String topicArn, TopicResource.Subscription resource) {
        UUID id = UUID.nameUUIDFromBytes((topicArn + " " + resource.queueArn()).getBytes(StandardCharsets.UTF_8));
        return new Subscription(
                topicArn + ":" + id,
                resource.queueArn(),
                resource.rawDelivery(),
                resource.filterPolicy().map(EventFilter::parse),
                resource.deadLetterQueueArn());
    }

    /// Whether the message's attributes pass the filter policy.
    boolean wants(PublishedMessage message) {
        return filter.map(policy -> policy.matches(attributes(message))).orElse(true);
    }

    /// Attributes as the values that a policy's conditions are about; binary ones are none.
    private static JsonNode attributes(PublishedMessage message) {
        ObjectNode values = JSON.createObjectNode();
        message.attributes().forEach((name, attribute) -> {
            if (!attribute.binary()) {
                values.set(name, value(attribute));
            }
        });
        return values;
    }

    private static JsonNode value(Attribute attribute) {
        try {
            return attribute.type().equals("String.Array") || attribute.type().startsWith("Number")
                    ? JSON.readTree(attribute.value())
                    : JSON.getNodeFactory().textNode(attribute.value());
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(attribute.value());
        }
    }

    /// The message as it is, or in an envelope. The envelope's signature is none: nobody here could check it.
    Delivered form(PublishedMessage message, String messageId, String topicArn, Instant now) {
        if (rawDelivery) {
            return new Delivered(message.body(), message.attributes(), message.traceHeader());
        }
        ObjectNode envelope = JSON.createObjectNode()
                .put("Type", "Notification")
                .put("MessageId", messageId)
                .put("TopicArn", topicArn);
        message.subject().ifPresent(subject -> envelope.put("Subject", subject));
        envelope.put("Message", message.body())
                .put("Timestamp", TIMESTAMP.format(now))
                .put("SignatureVersion", "1")
                .put("Signature", "")
                .put("SigningCertURL", "")
                .put("UnsubscribeURL", "");
        if (!message.attributes().isEmpty()) {
            ObjectNode attributes = envelope.putObject("MessageAttributes");
            message.attributes()
                    .forEach((name, attribute) -> attributes
                            .putObject(name)
                            .put("Type", attribute.type())
                            .put("Value", attribute.value()));
        }
        return new Delivered(envelope.toString(), Map.of(), message.traceHeader());
    }
}
