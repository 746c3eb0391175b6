package dev.darkroom.localcloud.backend;

import java.util.Map;

/// Puts messages into queues on behalf of a service, as S3 does with event notifications and Lambda with what failed.
@FunctionalInterface
public interface QueueSender {
    /// Sends one message. When this returns the message survives the death of any process.
    ///
    /// @param attributes message attributes of type String
    /// @throws java.util.NoSuchElementException where there is no such queue
    void send(String queueArn, String body, Map<String, String> attributes);
}
