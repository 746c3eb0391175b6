package dev.darkroom.localcloud.lambda;

import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.backend.QueueSender;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the Lambda service needs to know of its surroundings, and how it is to behave.
///
/// @param dataFolder holds the queue of asynchronous events and the logs; one service at a time
/// @param cacheFolder holds unpacked deployment packages and class archives, named by their content; services may
///     share one, and it may be deleted while none runs; what is not used for days goes by itself
/// @param region the `AWS_REGION` of every function
/// @param endpoint the `AWS_ENDPOINT_URL` of every function; asked when an environment starts, and may block until the
///     endpoint listens
/// @param credentials each function's own keys
/// @param failures has the queues that take what failed for good; not called before the first event has
/// @param timeScale scales retry delays and event ages; never a function's timeout
/// @param accountConcurrency how many events run at once in all functions together; what exceeds it waits
/// @param idleTimeout how long an environment without work is kept
/// @param debugPorts JDWP ports by function name; such a function has one environment, started at once, and no timeout
/// @param variables set in every function's environment, beside its own and those of the runtime
public record LambdaOptions(
        Path dataFolder,
        Path cacheFolder,
        String region,
        Supplier<URI> endpoint,
        FunctionCredentials.Source credentials,
        QueueSender failures,
        TimeScale timeScale,
        int accountConcurrency,
        Duration idleTimeout,
        Map<String, Integer> debugPorts,
        Map<String, String> variables) {
    public LambdaOptions {
        if (accountConcurrency < 1) {
            throw new IllegalArgumentException("an account's concurrency is 1 or more, not " + accountConcurrency);
        }
        debugPorts = Map.copyOf(debugPorts);
        variables = Map.copyOf(variables);
    }

    /// Twice as many events at once as there are cores, environments kept for 10 minutes, in real time; everything
    /// under one folder.
    public static LambdaOptions of(
            Path dataFolder,
            String region,
            Supplier<URI> endpoint,
            FunctionCredentials.Source credentials,
            QueueSender failures) {
        return new LambdaOptions(
                dataFolder,
                dataFolder.resolve("cache"),
                region,
                endpoint,
                credentials,
                failures,
                TimeScale.REAL,
                2 * Runtime.getRuntime().availableProcessors(),
                Duration.ofMinutes(10),
                Map.of(),
                Map.of());
    }

    /// These options with a cache elsewhere.
    public LambdaOptions withCacheFolder(Path folder) {
        return with(change -> change.cacheFolder = folder);
    }

    /// These options with other delays.
    public LambdaOptions withTimeScale(TimeScale scale) {
        return with(change -> change.timeScale = scale);
    }

    /// These options with another limit on events at once.
    public LambdaOptions withAccountConcurrency(int limit) {
        return with(change -> change.accountConcurrency = limit);
    }

    /// These options with environments kept for another while.
    public LambdaOptions withIdleTimeout(Duration timeout) {
        return with(change -> change.idleTimeout = timeout);
    }

    /// These options with functions open to a debugger.
    public LambdaOptions withDebugPorts(Map<String, Integer> portsByFunction) {
        return with(change -> change.debugPorts = portsByFunction);
    }

    /// These options with variables for every function.
    public LambdaOptions withVariables(Map<String, String> everywhere) {
        return with(change -> change.variables = everywhere);
    }

    private LambdaOptions with(Consumer<Change> edit) {
        var change = new Change();
        edit.accept(change);
        return new LambdaOptions(
                dataFolder,
                change.cacheFolder,
                region,
                endpoint,
                credentials,
                failures,
                change.timeScale,
                change.accountConcurrency,
                change.idleTimeout,
                change.debugPorts,
                change.variables);
    }

    /// What may differ from these options, as it is in them.
    private final class Change {
        private Path cacheFolder = LambdaOptions.this.cacheFolder;
        private TimeScale timeScale = LambdaOptions.this.timeScale;
        private int accountConcurrency = LambdaOptions.this.accountConcurrency;
        private Duration idleTimeout = LambdaOptions.this.idleTimeout;
        private Map<String, Integer> debugPorts = LambdaOptions.this.debugPorts;
        private Map<String, String> variables = LambdaOptions.this.variables;
    }
}
