package dev.darkroom.localcloud.mapping;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// How far a shard is done: records begin in the shard's order and end in any. Safe for use by many threads.
final class Progress {
    private final Deque<String> begun = new ArrayDeque<>();
    private final Set<String> endedEarly = new HashSet<>();
    private final Consumer<String> checkpoint;

    /// @param checkpoint takes the last record before which, itself included, all have ended; never goes back
    Progress(Consumer<String> checkpoint) {
        this.checkpoint = checkpoint;
    }

    synchronized void begin(Collection<String> sequenceNumbers) {
        begun.addAll(sequenceNumbers);
    }

    synchronized void end(Collection<String> sequenceNumbers) {
        endedEarly.addAll(sequenceNumbers);
        String last = null;
        while (!begun.isEmpty() && endedEarly.remove(begun.getFirst())) {
            last = begun.removeFirst();
        }
        if (last != null) {
            checkpoint.accept(last);
            notifyAll();
        }
    }

    /// How many have begun and not ended, or wait for an earlier one that has not.
    synchronized int open() {
        return begun.size();
    }

    /// Waits until nothing is open, for so long at most.
    ///
    /// @return whether nothing is
    synchronized boolean awaitNoneOpen(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        while (!begun.isEmpty() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
        }
        return begun.isEmpty();
    }
}
