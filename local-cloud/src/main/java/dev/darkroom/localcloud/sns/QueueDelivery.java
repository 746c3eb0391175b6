package dev.darkroom.localcloud.sns;

import dev.darkroom.localcloud.faults.Faults;
import dev.darkroom.localcloud.faults.Rule;
import dev.darkroom.localcloud.sns.PublishedMessage.Attribute;
import dev.darkroom.localcloud.sns.Subscription.Delivered;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// Puts messages into the queues of subscriptions.
///
/// A queue that refuses a message, or is not there, is a client-side error: the message goes to the subscription's
/// dead-letter queue at once, and without one is dropped, as AWS documents. A queue that does not answer is tried
/// again, and then the publisher is told.
/// Source: <https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html>
final class QueueDelivery {
    private static final System.Logger LOG = System.getLogger(QueueDelivery.class.getName());
    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(100);
    /// What a message in a queue can have.
    private static final int MAX_ATTRIBUTES = 10;

    /// Becomes the message's `AWSTraceHeader`.
    private static final String TRACE_HEADER = "X-Amzn-Trace-Id";

    private final SqsClient sqs;
    private final Faults faults;

    QueueDelivery(SqsClient sqs, Faults faults) {
        this.sqs = sqs;
        this.faults = faults;
    }

    /// Returns when a queue has the message, or none can.
    ///
    /// @throws SnsException where one may have it later
    void deliver(Subscription subscription, Delivered message) {
        if (message.attributes().size() <= MAX_ATTRIBUTES && send(subscription.queueArn(), message)) {
            return;
        }
        Optional<String> deadLetterQueue = subscription.deadLetterQueueArn();
        if (deadLetterQueue.isEmpty() || !send(deadLetterQueue.get(), withinLimits(message))) {
            LOG.log(
                    Level.WARNING,
                    "a message is dropped: {0} refuses it, and there is no dead-letter queue",
                    subscription.queueArn());
        }
    }

    private static Delivered withinLimits(Delivered message) {
        return message.attributes().size() <= MAX_ATTRIBUTES
                ? message
                : new Delivered(message.body(), Map.of(), message.traceHeader());
    }

    /// @return false where the queue refuses the message
    private boolean send(String queueArn, Delivered message) {
        for (int tries = 1; ; tries++) {
            try {
                failOnPurpose(queueArn, message);
                String name = queueArn.substring(queueArn.lastIndexOf(':') + 1);
                String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
                sqs.sendMessage(request -> request.queueUrl(url)
                        .messageBody(message.body())
                        .messageAttributes(attributes(message.attributes()))
                        .overrideConfiguration(sent ->
                                message.traceHeader().ifPresent(header -> sent.putHeader(TRACE_HEADER, header))));
                return true;
            } catch (SqsException e) {
                if (e.statusCode() < 500) {
                    LOG.log(Level.DEBUG, queueArn + " refuses a message", e);
                    return false;
                }
                pauseOrFail(tries, queueArn, e);
            } catch (SdkException e) {
                pauseOrFail(tries, queueArn, e);
            }
        }
    }

    private void failOnPurpose(String queueArn, Delivered message) {
        faults.of(Rule.SNS, "sqs", () -> queueArn + " " + message.body()).ifPresent(error -> {
            throw SqsException.builder()
                    .statusCode(error.status())
                    .message(error.message())
                    .build();
        });
    }

    private static void pauseOrFail(int tries, String queueArn, SdkException failure) {
        if (tries < TRIES) {
            try {
                Thread.sleep(PAUSE.multipliedBy(tries));
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        LOG.log(Level.WARNING, "{0} does not take a message: {1}", queueArn, failure.getMessage());
        throw new SnsException(500, "InternalFailure", "a subscribed queue does not answer");
    }

    private static Map<String, MessageAttributeValue> attributes(Map<String, Attribute> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> value(entry.getValue())));
    }

    private static MessageAttributeValue value(Attribute attribute) {
        MessageAttributeValue.Builder value = MessageAttributeValue.builder().dataType(attribute.type());
        return attribute.binary()
                ? value.binaryValue(SdkBytes.fromByteArray(Base64.getDecoder().decode(attribute.value())))
                        .build()
                : value.stringValue(attribute.value()).build();
    }
}
