package dev.darkroom.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// Waiting for what comes true in its own time, with one limit for the whole project.
public final class Waiting {
    public static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Waiting() {}

    /// Looks often, until the limit is over.
    ///
    /// @param what the sentence that a failure shows
    public static ConditionFactory until(String what) {
        return Awaitility.await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(PAUSE);
    }

    /// The first value there is.
    public static <T> T present(String what, Callable<Optional<T>> look) {
        return until(what).until(look, Optional::isPresent).orElseThrow();
    }
}
