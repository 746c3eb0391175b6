package dev.darkroom.upload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Work that waits for others, on all of its pieces at once.
final class Concurrently {
    private Concurrently() {}

    /// What the work makes of each, in their order.
    ///
    /// @throws IllegalStateException where one fails; the others are done all the same
    static <T, R> List<R> map(Collection<T> all, Function<T, R> work) {
        if (all.size() <= 1) {
            return all.stream().map(work).toList();
        }
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> pieces = new ArrayList<>();
            all.forEach(one -> pieces.add(workers.submit(() -> work.apply(one))));
            List<R> results = new ArrayList<>();
            for (Future<R> piece : pieces) {
                results.add(piece.get());
            }
            return List.copyOf(results);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a piece of the work failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while work was under way", e);
        }
    }
}
