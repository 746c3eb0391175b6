package dev.darkroom.localcloud.lambda;

import dev.darkroom.localcloud.Activity;
import dev.darkroom.localcloud.lambda.api.LambdaApi;
import dev.darkroom.localcloud.lambda.async.AsynchronousQueue;
import dev.darkroom.localcloud.lambda.runtime.LambdaHost;
import dev.darkroom.localcloud.stack.FunctionResource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;

/// Lambda on this machine: runs functions in child processes, queues asynchronous events, speaks Lambda's REST API.
public final class LambdaService implements FunctionInvoker, AsynchronousInvoker, Activity, AutoCloseable {
    private final List<FunctionResource> functions;
    private final LambdaHost host;
    private final AsynchronousQueue queue;
    private final AtomicInteger underWay = new AtomicInteger();

    private final Handler api;

    private LambdaService(List<FunctionResource> functions, LambdaHost host, AsynchronousQueue queue) {
        this.functions = List.copyOf(functions);
        this.host = host;
        this.queue = queue;
        this.api = new LambdaApi(functions, this, this);
    }

    /// Starts it. Events that an earlier run left in the queue are delivered from now on.
    ///
    /// @throws java.io.UncheckedIOException where the folders or a deployment package cannot be used
    /// @throws java.util.NoSuchElementException where the debugger is to have a function that there is not
    public static LambdaService start(LambdaOptions options, List<FunctionResource> functions) {
        return start(options, functions, UnaryOperator.identity());
    }

    /// Starts it, as [#start(LambdaOptions, List)] does.
    ///
    /// @param deliveries makes of the invoker the one that asynchronous events are to use
    public static LambdaService start(
            LambdaOptions options, List<FunctionResource> functions, UnaryOperator<FunctionInvoker> deliveries) {
        var host = LambdaHost.start(options, functions);
        try {
            var queue = AsynchronousQueue.open(
                    options.dataFolder().resolve("asynchronous-events.log"),
                    functions.stream().collect(Collectors.toMap(FunctionResource::name, Function.identity())),
                    deliveries.apply(host),
                    options.failures(),
                    options.timeScale(),
                    InstantSource.system());
            return new LambdaService(functions, host, queue);
        } catch (RuntimeException e) {
            host.close();
            throw e;
        }
    }

    @Override
    public InvocationResult invoke(String functionName, byte[] event, InvocationContext context) {
        underWay.incrementAndGet();
        try {
            return host.invoke(functionName, event, context);
        } finally {
            underWay.decrementAndGet();
        }
    }

    @Override
    public String enqueue(String functionName, byte[] event, Optional<String> traceHeader) {
        return queue.enqueue(functionName, event, traceHeader);
    }

    /// Begins to start an environment of each function, in the template's order, so that first events meet warm ones;
    /// returns at once.
    public void initializeAhead() {
        var names = functions.stream().map(FunctionResource::name).toList();
        Thread.ofVirtual().name("initialization ahead").start(() -> host.initializeAhead(names));
    }

    /// The REST API, for requests whose signing name is `lambda`.
    public Handler restApi() {
        return api;
    }

    /// What the function wrote, with Lambda's own lines, oldest first; it need not exist yet.
    public Path logFile(String functionName) {
        return host.logFile(functionName);
    }

    /// Asynchronous events not yet delivered, and other invocations under way.
    @Override
    public int pending() {
        return queue.pending() + underWay.get();
    }

    /// Ends all environments. Events not yet delivered stay in the queue; invocations under way fail.
    @Override
    public void close() {
        queue.stop();
        host.close();
        queue.close();
    }
}
