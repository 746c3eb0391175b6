package dev.darkroom.localcloud;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Whether a cloud is quiet: no event queued, in flight, or unread in a stream.
final class Stillness {
    private static final Duration PAUSE = Duration.ofMillis(10);
    /// One look does not see what moves from one part to the next meanwhile.
    private static final int QUIET_LOOKS = 3;

    private final Map<String, Activity> parts = new LinkedHashMap<>();

    /// Watches a part, by the name that reports give it.
    void watch(String name, Activity part) {
        parts.put(name, part);
    }

    /// What is pending now, by part; parts with nothing are left out.
    Map<String, Integer> pending() {
        Map<String, Integer> pending = new LinkedHashMap<>();
        parts.forEach((name, part) -> {
            int count = part.pending();
            if (count > 0) {
                pending.put(name, count);
            }
        });
        return pending;
    }

    /// Waits until nothing is pending, or until the limit.
    ///
    /// @return what is pending in the end; empty where it became quiet
    Map<String, Integer> await(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        int quietLooks = 0;
        while (true) {
            Map<String, Integer> pending = pending();
            quietLooks = pending.isEmpty() ? quietLooks + 1 : 0;
            if (quietLooks == QUIET_LOOKS || System.nanoTime() > deadline) {
                return pending;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
