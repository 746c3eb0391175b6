package dev.darkroom.localcloud.lambda.runtime;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/// The account's concurrency, shared out among functions: what exceeds it waits, and the next free place goes to the
/// function with the fewest running events, so that a backlog of one function delays no other.
final class ConcurrencyLimit {
    private static final class Share {
        private final Queue<Waiter> waiting = new ArrayDeque<>();
        private int running;
    }

    private record Waiter(long arrival, CompletableFuture<Void> turn) {}

    private final Map<String, Share> shares = new HashMap<>();
    private int free;
    private long arrivals;
    private boolean closed;

    ConcurrencyLimit(int limit) {
        this.free = limit;
    }

    /// Takes a place, waiting for one. Each is to be given back by [#release].
    ///
    /// @throws ServiceClosedException where the limit is closed, also while waiting
    void acquire(String functionName) {
        CompletableFuture<Void> turn;
        synchronized (this) {
            if (closed) {
                throw new ServiceClosedException();
            }
            var share = shares.computeIfAbsent(functionName, name -> new Share());
            if (free > 0) {
                free--;
                share.running++;
                return;
            }
            turn = new CompletableFuture<>();
            share.waiting.add(new Waiter(arrivals++, turn));
        }
        if (turn.handle((granted, refused) -> refused != null).join()) {
            throw new ServiceClosedException();
        }
    }

    synchronized void release(String functionName) {
        var share = shares.computeIfAbsent(functionName, name -> new Share());
        share.running--;
        free++;
        shares.values().stream()
                .filter(candidate -> !candidate.waiting.isEmpty())
                .min(Comparator.comparingInt((Share candidate) -> candidate.running)
                        .thenComparingLong(
                                candidate -> candidate.waiting.element().arrival()))
                .ifPresent(next -> {
                    free--;
                    next.running++;
                    next.waiting.remove().turn().complete(null);
                });
    }

    /// Refuses all who wait, and all who come.
    synchronized void close() {
        closed = true;
        for (var share : shares.values()) {
            share.waiting.forEach(waiter -> waiter.turn().completeExceptionally(new ServiceClosedException()));
            share.waiting.clear();
        }
    }
}
