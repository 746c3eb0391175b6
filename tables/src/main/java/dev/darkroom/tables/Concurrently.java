package dev.darkroom.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Calls of tables, several at once: they wait for others most of the time.
public final class Concurrently {
    private Concurrently() {}

    /// What the work makes of each, in their order; all at once.
    ///
    /// @throws RuntimeException that of the first in order that fails; the others are done all the same
    public static <T, R> List<R> map(Collection<T> all, Function<T, R> work) {
        return map(all, Math.max(1, all.size()), work);
    }

    /// The same, so many at once at most.
    ///
    /// @param atOnce 1 or more
    public static <T, R> List<R> map(Collection<T> all, int atOnce, Function<T, R> work) {
        if (all.size() <= 1) {
            return all.stream().map(work).toList();
        }
        try (ExecutorService workers =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            List<Future<R>> pieces = new ArrayList<>();
            all.forEach(one -> pieces.add(workers.submit(() -> work.apply(one))));
            List<R> results = new ArrayList<>();
            for (Future<R> piece : pieces) {
                results.add(piece.get());
            }
            return List.copyOf(results);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException own
                    ? own
                    : new IllegalStateException("a piece of the work failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while work was under way", e);
        }
    }
}
