package dev.darkroom.gallery;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The hour whose URLs are handed out: they are signed as of its beginning, so that all within it are equal and caches
/// can keep what they lead to, and each is good for at least an hour more.
///
/// @param start a full hour
record UrlHour(Instant start) {
    static final Duration VALID = Duration.ofHours(2);

    static UrlHour of(Instant now) {
        return new UrlHour(now.truncatedTo(ChronoUnit.HOURS));
    }

    /// When its URLs stop working.
    Instant urlsExpireAt() {
        return start.plus(VALID);
    }
}
