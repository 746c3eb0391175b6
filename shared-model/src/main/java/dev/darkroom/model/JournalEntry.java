package dev.darkroom.model;

import java.time.Duration;
import java.time.Instant;

/// One line of a photo's journal: what a hop did, when, and how it ended. Best effort, kept 30 days.
///
/// @param hop such as `intent`, `thumbnail`, `metadata`, `feed`, `fan-out`, `cleanup`
/// @param attempt 1 for the first delivery, as far as the hop can know
/// @param outcome such as `READY`, `REJECTED`, `25 rows`, `intended`, `done`
/// @param coldStart whether it was the execution environment's first event
public record JournalEntry(
        PhotoId photoId,
        String hop,
        int attempt,
        Instant startedAt,
        Duration duration,
        String outcome,
        String requestId,
        boolean coldStart) {
    public static final Duration KEPT = Duration.ofDays(30);

    /// The sort key: `time#hop#attempt`.
    public String entry() {
        return Timestamps.format(startedAt) + "#" + hop + "#" + attempt;
    }

    public static JournalEntry of(PhotoId photoId, HopTiming timing, String outcome) {
        return new JournalEntry(
                photoId,
                timing.hop(),
                timing.attempt(),
                Instant.ofEpochMilli(timing.startedAtMillis()),
                Duration.ofMillis(timing.durationMillis()),
                outcome,
                timing.requestId(),
                timing.coldStart());
    }
}
