package dev.darkroom.tables;

import dev.darkroom.model.UserId;
import dev.darkroom.tables.RequestTable.Count;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Holds each user to a number of writes a minute, over all functions and their environments.
public final class WriteLimit {
    private final RequestTable requests;
    private final int perMinute;
    private final InstantSource clock;

    /// @param perMinute 1 or more. Minutes are the clock's, so that a burst across two may be twice as much
    public WriteLimit(RequestTable requests, int perMinute, InstantSource clock) {
        this.requests = requests;
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /// Counts one write.
    ///
    /// @return how long to wait where it is one too many; empty where it may be made
    public Optional<Duration> count(UserId userId) {
        Instant now = clock.instant();
        return switch (requests.countWrite(userId, perMinute, now)) {
            case Count.Allowed() -> Optional.empty();
            case Count.Exhausted(Instant until) -> Optional.of(Duration.between(now, until));
        };
    }
}
