package dev.darkroom.localcloud;

import java.time.Duration;

/// The one factor by which retry delays, ages, windows, visibility and the expiry sweep run faster than on AWS.
/// Tokens, presigned URLs, function and integration timeouts keep real time: what they bound is work, which is not
/// faster here.
///
/// @param factor 1 for real time, 60 for a minute in a second
public record TimeScale(double factor) {
    public static final TimeScale REAL = new TimeScale(1);

    public TimeScale {
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("a time factor is 1 or more, not " + factor);
        }
    }

    /// How long `onAws` lasts here; never zero unless it was.
    public Duration scaled(Duration onAws) {
        return onAws.isZero() ? onAws : Duration.ofNanos(Math.max(1, (long) (onAws.toNanos() / factor)));
    }
}
