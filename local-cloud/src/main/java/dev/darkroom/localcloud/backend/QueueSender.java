package dev.darkroom.localcloud.backend;

/// Puts messages into queues on behalf of a service, as S3 does with event notifications and Lambda with what failed.
@FunctionalInterface
public interface QueueSender {
    /// Sends one message. When this returns the message survives the death of any process.
    ///
    /// @param queueArn such as `arn:aws:sqs:us-east-1:123456789012:name`
    /// @throws java.util.NoSuchElementException where there is no such queue
    void send(String queueArn, String body, MessageAttributes attributes);
}
