package dev.darkroom.localcloud.lambda.async;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A clock on which waiting takes no time, for one event after the other.
final class VirtualTime implements InstantSource, AsynchronousQueue.Pause {
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.parse("2026-11-21T15:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public boolean pass(Duration duration, CountDownLatch closed) {
        pauses.add(duration);
        now = now.plus(duration);
        return closed.getCount() > 0;
    }

    /// How long was waited, each time.
    List<Duration> pauses() {
        return pauses;
    }
}
