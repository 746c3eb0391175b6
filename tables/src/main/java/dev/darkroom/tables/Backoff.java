package dev.darkroom.tables;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Exponential back-off with full jitter.
/// Source: <https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/>
final class Backoff {
    /// How often one piece of work is tried before it fails.
    static final int MAX_ATTEMPTS = 12;

    private static final Duration FIRST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofMillis(800);

    private final RandomGenerator random;

    /// Of calls on any threads.
    Backoff() {
        this(new Random());
    }

    /// @param random safe for as many threads as wait
    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// Waits before the next attempt.
    ///
    /// @param attempt the one that failed, from 1
    /// @throws IllegalStateException where the thread is interrupted
    void await(int attempt) {
        try {
            Thread.sleep(random.nextLong(longest(attempt).toMillis() + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to try again", e);
        }
    }

    /// The longest wait after an attempt.
    static Duration longest(int attempt) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(attempt - 1, 16));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
