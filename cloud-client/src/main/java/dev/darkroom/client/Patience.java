package dev.darkroom.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// How often a request is sent, and how long it is waited in between.
///
/// @param limit the longest that one request waits because the API asks for it, all its pauses together
/// @param pause waits
record Patience(Duration limit, Consumer<Duration> pause) {
    /// How often one request is sent at most.
    static final int ATTEMPTS = 5;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    static Patience of(Duration limit) {
        return new Patience(limit, pause -> LockSupport.parkNanos(pause.toNanos()));
    }

    /// The pause after an attempt that failed, twice as long each time.
    ///
    /// @param attempt from 1
    static Duration after(int attempt) {
        return FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
    }

    void await(Duration duration) {
        pause.accept(duration);
    }
}
