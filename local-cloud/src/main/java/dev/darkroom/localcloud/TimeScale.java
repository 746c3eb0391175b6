package dev.darkroom.localcloud;

import java.time.Duration;

/// The one factor by which retry delays, windows and visibility run faster than on AWS; tokens and URLs keep real time.
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
