package dev.darkroom.localcloud.stack;

import java.time.Duration;
import java.util.Optional;

/// How a function's asynchronous events are retried, and where those that fail for good go.
/// Source: Configuring error handling settings for asynchronous invocation,
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html>
///
/// @param maximumRetries 0 to 2
/// @param maximumEventAge 60 s to 6 h
/// @param onFailure the ARN of a queue that receives an invocation record
/// @param deadLetter the ARN of a queue that receives the bare event (`DeadLetterConfig`)
public record AsynchronousInvocation(
        int maximumRetries, Duration maximumEventAge, Optional<String> onFailure, Optional<String> deadLetter) {
    /// What Lambda does where the template says nothing.
    public static final AsynchronousInvocation DEFAULTS =
            new AsynchronousInvocation(2, Duration.ofHours(6), Optional.empty(), Optional.empty());
}
