package dev.darkroom.localcloud.lambda.async;

import dev.darkroom.localcloud.TimeScale;
import java.time.Duration;

/// How long Lambda waits between attempts.
/// Source: How Lambda handles errors and retries with asynchronous invocation,
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>
record RetryDelays(TimeScale scale) {
    private static final Duration AFTER_FIRST_ERROR = Duration.ofMinutes(1);
    private static final Duration AFTER_FIRST_THROTTLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_AFTER_THROTTLE = Duration.ofMinutes(5);

    /// Past this many doublings the longest delay is reached.
    private static final int DOUBLINGS = 9;

    /// One minute after the first error, two after the second.
    Duration afterErrors(int attempts) {
        return scale.scaled(AFTER_FIRST_ERROR.multipliedBy(attempts));
    }

    /// From one second to five minutes, twice as long each time.
    Duration afterThrottles(int throttles) {
        var doubled = AFTER_FIRST_THROTTLE.multipliedBy(1L << Math.min(throttles - 1, DOUBLINGS));
        return scale.scaled(doubled.compareTo(LONGEST_AFTER_THROTTLE) < 0 ? doubled : LONGEST_AFTER_THROTTLE);
    }
}
