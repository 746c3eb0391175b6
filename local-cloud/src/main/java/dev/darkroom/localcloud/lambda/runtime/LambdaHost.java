package dev.darkroom.localcloud.lambda.runtime;

import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.lambda.LambdaOptions;
import dev.darkroom.localcloud.lambda.TraceHeader;
import dev.darkroom.localcloud.stack.FunctionResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Runs functions: finds or makes an environment for each event, within the concurrency there is.
/// Source: Understanding Lambda function scaling,
/// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>
///
/// An event that has been through its function too often is not run, and the function's log says so.
/// Where Lambda throttles at the account's concurrency, this waits; reserved concurrency throttles as on Lambda.
public final class LambdaHost implements FunctionInvoker, AutoCloseable {
    /// Of a synchronous event.
    public static final int EVENT_LIMIT_BYTES = 6_291_456;

    private final class Function {
        private final FunctionResource resource;
        private final Launcher.Plan plan;
        private final FunctionLog log;
        private final AtomicInteger running = new AtomicInteger();

        private final ReentrantLock debugger = new ReentrantLock(true);
        private @Nullable ExecutionEnvironment debugged;

        private Function(FunctionResource resource, Launcher.Plan plan, FunctionLog log) {
            this.resource = resource;
            this.plan = plan;
            this.log = log;
        }

        private boolean reserve() {
            int limit = resource.reservedConcurrency().orElse(Integer.MAX_VALUE);
            if (running.incrementAndGet() <= limit) {
                return true;
            }
            running.decrementAndGet();
            return false;
        }

        /// The one environment of a function under the debugger, whose port only one can have; for who holds the lock.
        private ExecutionEnvironment debugged() {
            if (debugged == null || !debugged.isAlive()) {
                debugged = newEnvironment();
            }
            return debugged;
        }

        private ExecutionEnvironment newEnvironment() {
            try {
                var environment = new ExecutionEnvironment(resource, plan, log, pool::remove);
                pool.add(environment);
                return environment;
            } catch (IOException e) {
                throw new UncheckedIOException("no process can be started for " + resource.name(), e);
            }
        }
    }

    private final Map<String, Function> functions = new HashMap<>();
    private final RuntimeApi api;
    private final ConcurrencyLimit concurrency;
    private final EnvironmentPool pool;
    private final Path logs;
    private volatile boolean closed;

    private LambdaHost(LambdaOptions options, List<FunctionResource> resources, RuntimeApi api) throws IOException {
        this.api = api;
        logs = options.dataFolder().resolve("logs");
        var launcher = new Launcher(options, api);
        for (var resource : resources) {
            var plan = launcher.plan(resource);
            functions.put(resource.name(), new Function(resource, plan, new FunctionLog(logFile(resource.name()))));
        }
        concurrency = new ConcurrencyLimit(options.accountConcurrency());
        pool = new EnvironmentPool(options.idleTimeout(), resources.size() + options.accountConcurrency());
    }

    /// Starts it; processes start with the events that need them, and at once for functions under a debugger.
    ///
    /// @throws UncheckedIOException where the folders or a deployment package cannot be used
    /// @throws NoSuchElementException where the debugger is to have a function that there is not
    public static LambdaHost start(LambdaOptions options, List<FunctionResource> functions) {
        for (var name : options.debugPorts().keySet()) {
            if (functions.stream().noneMatch(function -> function.name().equals(name))) {
                throw noSuchFunction(name);
            }
        }
        RuntimeApi api = null;
        try {
            api = new RuntimeApi();
            var host = new LambdaHost(options, functions, api);
            options.debugPorts().keySet().forEach(host::startForDebugger);
            return host;
        } catch (IOException e) {
            if (api != null) {
                api.close();
            }
            throw new UncheckedIOException("the Lambda service cannot start", e);
        }
    }

    /// Starts an environment of each function that has none, one after the other, each before there is an event for it;
    /// returns when the last is ready. Lambda does so too, occasionally.
    /// Source: Understanding the Lambda execution environment lifecycle,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>
    ///
    /// @param functionNames in this order
    public void initializeAhead(List<String> functionNames) {
        for (var name : functionNames) {
            var function = function(name);
            if (!closed && !function.plan.isDebugged() && !pool.has(name)) {
                var environment = function.newEnvironment();
                pool.offer(environment);
                environment.awaitReady();
            }
        }
    }

    /// Where the function's log is.
    public Path logFile(String functionName) {
        return logs.resolve(functionName + ".log");
    }

    @Override
    public InvocationResult invoke(String functionName, byte[] event, InvocationContext context) {
        var function = function(functionName);
        if (event.length > EVENT_LIMIT_BYTES) {
            throw new IllegalArgumentException("an event has at most " + EVENT_LIMIT_BYTES + " bytes");
        }
        var trace = TraceHeader.of(context.traceHeader());
        if (trace.isLoopOf(functionName)) {
            function.log.write(PlatformLog.recursive(context.requestId()));
            return new InvocationResult.Recursive();
        }
        if (!function.reserve()) {
            return new InvocationResult.Throttled();
        }
        var traced = context.withTraceHeader(trace.rooted(context.requestId(), Instant.now())
                .through(functionName)
                .text());
        try {
            concurrency.acquire(functionName);
            try {
                return function.plan.isDebugged() ? runOneByOne(function, event, traced) : run(function, event, traced);
            } finally {
                concurrency.release(functionName);
            }
        } finally {
            function.running.decrementAndGet();
        }
    }

    private InvocationResult runOneByOne(Function function, byte[] event, InvocationContext context) {
        function.debugger.lock();
        try {
            Optional<InvocationResult> result = Optional.empty();
            while (result.isEmpty()) {
                result = runIn(function.debugged(), event, context);
            }
            return result.get();
        } finally {
            function.debugger.unlock();
        }
    }

    private InvocationResult run(Function function, byte[] event, InvocationContext context) {
        while (true) {
            var environment = pool.take(function.resource.name()).orElseGet(function::newEnvironment);
            try {
                var result = runIn(environment, event, context);
                if (result.isPresent()) {
                    return result.get();
                }
            } finally {
                pool.giveBack(environment);
            }
        }
    }

    private Optional<InvocationResult> runIn(
            ExecutionEnvironment environment, byte[] event, InvocationContext context) {
        var result = environment.run(event, context);
        if (closed && !(result.orElse(null) instanceof InvocationResult.Returned)) {
            // It was ended in the middle of its work.
            throw new ServiceClosedException();
        }
        return result;
    }

    private void startForDebugger(String functionName) {
        var function = function(functionName);
        function.debugger.lock();
        try {
            var _ = function.debugged();
        } finally {
            function.debugger.unlock();
        }
    }

    private Function function(String name) {
        var function = functions.get(name);
        if (function == null) {
            throw noSuchFunction(name);
        }
        return function;
    }

    private static NoSuchElementException noSuchFunction(String name) {
        return new NoSuchElementException("there is no function " + name);
    }

    @Override
    public void close() {
        closed = true;
        concurrency.close();
        pool.close();
        api.close();
        functions.values().forEach(function -> function.log.close());
    }
}
