package dev.darkroom.localstack;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// Tells when nothing goes on any more in a cloud that does not say so: when what can be seen of it has not changed for
/// a while.
///
/// @param observe what can be seen; compared by `equals`
/// @param busy what of it is certainly work under way; empty where nothing is
/// @param still how long nothing may change
record QuietPeriod(Supplier<List<String>> observe, Supplier<List<String>> busy, Duration still) {
    private static final Duration POLL = Duration.ofMillis(250);

    /// Waits for it.
    ///
    /// @throws IllegalStateException where that does not come true within the limit
    void await(Duration limit) {
        long start = System.nanoTime();
        long changed = start;
        List<String> last = List.of();
        while (true) {
            List<String> seen = observe.get();
            List<String> underWay = busy.get();
            long now = System.nanoTime();
            if (!underWay.isEmpty() || !Objects.equals(seen, last)) {
                changed = now;
                last = seen;
            } else if (now - changed >= still.toNanos()) {
                return;
            }
            if (now - start > limit.toNanos()) {
                throw new IllegalStateException("not quiet within " + limit + ": " + underWay + " " + seen);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for quiet", stopping);
        }
    }
}
