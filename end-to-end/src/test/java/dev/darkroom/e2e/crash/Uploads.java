package dev.darkroom.e2e.crash;

import dev.darkroom.client.DarkroomClient;
import dev.darkroom.client.NewPhoto;
import dev.darkroom.client.ProblemException;
import dev.darkroom.client.Views.Intent;
import dev.darkroom.e2e.Waiting;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// Users who upload all the time, each one photo after the other, and try again for as long as it takes.
final class Uploads implements AutoCloseable {
    private static final int ONE_UNDECODABLE_IN = 6;
    private static final Duration RETRY_PAUSE = Duration.ofMillis(20);
    private static final int SHORTEST_PAUSE_MILLIS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 320;

    private final List<Put> stored = new ArrayList<>();
    private final Map<Crash.Moment, Long> counts = new EnumMap<>(Crash.Moment.class);
    private final List<Thread> threads = new ArrayList<>();
    private final ReentrantReadWriteLock turn = new ReentrantReadWriteLock(true);
    private Optional<Throwable> failure = Optional.empty();
    private volatile boolean closed;

    /// An original whose PUT was answered: stored now, or stored already.
    record Put(String photoId, String owner, boolean decodable) {}

    /// Has a user upload from now on.
    ///
    /// @param owner what judgements call the user
    void start(DarkroomClient client, String owner, SplittableRandom random) {
        threads.add(Thread.ofPlatform().daemon().name("uploads of " + owner).start(() -> run(client, owner, random)));
    }

    private void run(DarkroomClient client, String owner, SplittableRandom random) {
        try {
            while (!closed) {
                turn.readLock().lock();
                try {
                    share(client, owner, random);
                } finally {
                    turn.readLock().unlock();
                }
                LockSupport.parkNanos(
                        TimeUnit.MILLISECONDS.toNanos(random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS)));
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void share(DarkroomClient client, String owner, SplittableRandom random) {
        boolean decodable = random.nextInt(ONE_UNDECODABLE_IN) != 0;
        NewPhoto photo = decodable ? SmallPhotos.decodable(random) : SmallPhotos.undecodable(random);
        Optional<Intent> intent =
                untilAnswered(() -> client.announce(List.of(photo)).getFirst());
        if (intent.isPresent()
                && untilAnswered(() -> {
                            count(Crash.Moment.PUT_SENT);
                            return client.upload(intent.get(), photo);
                        })
                        .isPresent()) {
            stored(new Put(intent.get().photoId(), owner, decodable));
        }
    }

    /// @return empty where it was closed before
    private <T> Optional<T> untilAnswered(Supplier<T> call) {
        while (!closed) {
            try {
                return Optional.of(call.get());
            } catch (UncheckedIOException e) {
                // Nobody is there at present.
            } catch (ProblemException e) {
                if (e.status() < 500) {
                    throw e;
                }
            }
            LockSupport.parkNanos(RETRY_PAUSE.toNanos());
        }
        return Optional.empty();
    }

    private synchronized void stored(Put put) {
        stored.add(put);
        count(Crash.Moment.PUT_ANSWERED);
    }

    private synchronized void count(Crash.Moment moment) {
        counts.merge(moment, 1L, Long::sum);
        notifyAll();
    }

    private synchronized void fail(Throwable e) {
        if (!closed) {
            failure = failure.or(() -> Optional.of(e));
            notifyAll();
        }
    }

    /// Waits for the nth of these moments from now on; returns as soon as it has come.
    ///
    /// @throws AssertionError where it does not come, or a request was refused
    synchronized void await(Crash.Moment moment, int nth) throws InterruptedException {
        long wanted = counts.getOrDefault(moment, 0L) + nth;
        long deadline = System.nanoTime() + Waiting.LIMIT.toNanos();
        while (counts.getOrDefault(moment, 0L) < wanted) {
            long left = deadline - System.nanoTime();
            if (failure.isPresent()) {
                throw new AssertionError("an upload was refused", failure.get());
            }
            if (left <= 0) {
                throw new AssertionError("the cloud takes no uploads any more: waited in vain for " + moment);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /// Does something while nobody uploads: every photo begun is stored.
    void whileNobodyUploads(Runnable action) {
        turn.writeLock().lock();
        try {
            action.run();
        } finally {
            turn.writeLock().unlock();
        }
    }

    synchronized List<Put> stored() {
        return List.copyOf(stored);
    }

    /// Ends with the photos under way stored or given up.
    @Override
    public void close() {
        closed = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
