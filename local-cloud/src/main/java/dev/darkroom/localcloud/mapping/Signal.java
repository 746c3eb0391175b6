package dev.darkroom.localcloud.mapping;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Wakes what waits: that there may be something to read, or that it is time to stop. Threads are not interrupted,
/// since they may be within an invocation.
final class Signal {
    private long count;
    private boolean closed;

    /// There may be something to read.
    synchronized void wake() {
        count++;
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean closed() {
        return closed;
    }

    /// How often it was woken.
    synchronized long count() {
        return count;
    }

    /// Waits for a wake beyond the first `seen`, for the end, or until the time is over.
    ///
    /// @return whether it was woken
    synchronized boolean awaitBeyond(long seen, Duration limit) {
        await(() -> count != seen, limit);
        return count != seen;
    }

    /// Lets time pass.
    ///
    /// @return false where it is time to stop instead
    boolean pause(Duration time) {
        await(() -> false, time);
        return !closed();
    }

    private synchronized void await(BooleanSupplier enough, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        try {
            while (!closed && left > 0 && !enough.getAsBoolean()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = deadline - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }
}
