package dev.darkroom.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// When each probe reached the empty function, from what that logged.
final class Arrivals {
    private static final String WORD = "arrived ";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Supplier<List<String>> log;
    private final Duration pause;
    private final Map<String, Long> micros = new HashMap<>();

    /// @param log gives lines of the function's log; all of them, or those since the last time
    /// @param pause between two looks
    Arrivals(Supplier<List<String>> log, Duration pause) {
        this.log = log;
        this.pause = pause;
    }

    /// Waits until all of them have arrived.
    ///
    /// @return microseconds since 1970, of the first time where one came more than once
    /// @throws IllegalStateException where one has not come after two minutes
    Map<String, Long> await(Collection<String> probes) {
        long end = System.nanoTime() + LIMIT.toNanos();
        log.get().forEach(this::read);
        while (!micros.keySet().containsAll(probes)) {
            if (System.nanoTime() > end) {
                long missing = probes.stream()
                        .filter(probe -> !micros.containsKey(probe))
                        .count();
                throw new IllegalStateException(
                        missing + " of " + probes.size() + " events have not arrived after " + LIMIT);
            }
            LockSupport.parkNanos(pause.toNanos());
            log.get().forEach(this::read);
        }
        Map<String, Long> arrived = new HashMap<>();
        probes.forEach(probe -> arrived.put(probe, micros.getOrDefault(probe, 0L)));
        return arrived;
    }

    private void read(String line) {
        int at = line.indexOf(WORD);
        if (at >= 0) {
            String[] words = line.substring(at + WORD.length()).strip().split(" ", -1);
            for (int i = 1; i < words.length; i++) {
                micros.merge(words[i], Long.parseLong(words[0]), Math::min);
            }
        }
    }
}
