package dev.darkroom.localcloud.lambda.async;

import dev.darkroom.localcloud.Activity;
import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.backend.MessageAttributes;
import dev.darkroom.localcloud.backend.QueueSender;
import dev.darkroom.localcloud.lambda.AsynchronousInvoker;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.lambda.TraceHeader;
import dev.darkroom.localcloud.lambda.async.FailureReport.Condition;
import dev.darkroom.localcloud.lambda.runtime.ServiceClosedException;
import dev.darkroom.localcloud.stack.FunctionResource;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Lambda's queue of asynchronous events: each is tried until its function has returned, or handed to where failures
/// go, and only then forgotten.
/// Source: How Lambda handles errors and retries with asynchronous invocation,
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>
///
/// Events are delivered at least once and in no order, each on a virtual thread of its own; the invoker decides which
/// of them run.
public final class AsynchronousQueue implements AsynchronousInvoker, Activity, AutoCloseable {
    /// Of an asynchronous event.
    public static final int EVENT_LIMIT_BYTES = 1 << 20;

    /// Of a message in a queue.
    private static final int MESSAGE_LIMIT_BYTES = 1 << 20;

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final System.Logger LOG = System.getLogger(AsynchronousQueue.class.getName());

    /// How the queue waits.
    @FunctionalInterface
    interface Pause {
        /// Waits so long, or until `closed` is down.
        ///
        /// @return whether the queue is still open
        boolean pass(Duration duration, CountDownLatch closed) throws InterruptedException;
    }

    private final EventStore store;
    private final Map<String, FunctionResource> functions;
    private final FunctionInvoker invoker;
    private final QueueSender destination;
    private final RetryDelays delays;
    private final InstantSource clock;
    private final Pause pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();

    private AsynchronousQueue(
            EventStore store,
            Map<String, FunctionResource> functions,
            FunctionInvoker invoker,
            QueueSender destination,
            RetryDelays delays,
            InstantSource clock,
            Pause pause) {
        this.store = store;
        this.functions = Map.copyOf(functions);
        this.invoker = invoker;
        this.destination = destination;
        this.delays = delays;
        this.clock = clock;
        this.pause = pause;
    }

    /// Opens the queue, and goes on with the events that are in it. Those of functions that are no more are dropped, as
    /// on Lambda.
    ///
    /// @param functions by physical name
    /// @throws java.io.UncheckedIOException where the log cannot be used
    public static AsynchronousQueue open(
            Path logFile,
            Map<String, FunctionResource> functions,
            FunctionInvoker invoker,
            QueueSender destination,
            TimeScale scale,
            InstantSource clock) {
        return open(
                logFile,
                functions,
                invoker,
                destination,
                scale,
                clock,
                (duration, closed) -> !closed.await(duration.toNanos(), TimeUnit.NANOSECONDS));
    }

    static AsynchronousQueue open(
            Path logFile,
            Map<String, FunctionResource> functions,
            FunctionInvoker invoker,
            QueueSender destination,
            TimeScale scale,
            InstantSource clock,
            Pause pause) {
        var store = EventStore.open(logFile);
        var queue = new AsynchronousQueue(store, functions, invoker, destination, new RetryDelays(scale), clock, pause);
        for (var event : store.events()) {
            if (functions.containsKey(event.functionName())) {
                queue.deliver(event);
            } else {
                LOG.log(Level.WARNING, "event {0} is dropped: {1} is no more", event.requestId(), event.functionName());
                store.done(event.requestId());
            }
        }
        return queue;
    }

    @Override
    public String enqueue(String functionName, byte[] event, Optional<String> traceHeader) {
        if (!functions.containsKey(functionName)) {
            throw new NoSuchElementException("there is no function " + functionName);
        }
        if (event.length > EVENT_LIMIT_BYTES) {
            throw new IllegalArgumentException("an asynchronous event has at most " + EVENT_LIMIT_BYTES + " bytes");
        }
        if (closed.getCount() == 0) {
            throw new ServiceClosedException();
        }
        var requestId = UUID.randomUUID().toString();
        var now = clock.instant();
        var trace = TraceHeader.of(traceHeader).rooted(requestId, now);
        var accepted = QueuedEvent.accepted(requestId, functionName, event.clone(), trace.text(), now);
        store.put(accepted);
        deliver(accepted);
        return requestId;
    }

    /// Events not yet done, those that wait for a retry included.
    @Override
    public int pending() {
        return store.size();
    }

    private void deliver(QueuedEvent event) {
        var _ = deliveries.submit(() -> {
            Optional<QueuedEvent> next = Optional.of(event);
            while (next.isPresent() && waitUntil(next.get().notBefore())) {
                next = attempt(next.get());
            }
        });
    }

    /// Waits, and says whether there is still someone to wait for.
    private boolean waitUntil(Instant time) {
        var delay = Duration.between(clock.instant(), time);
        try {
            return delay.isPositive() ? pause.pass(delay, closed) : closed.getCount() > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// @return the event's next state, or empty where there is nothing more to do in this process
    private Optional<QueuedEvent> attempt(QueuedEvent event) {
        if (isExhausted(event)) {
            // An earlier run ended before the destination had it.
            return giveUp(event, Condition.RETRIES_EXHAUSTED);
        }
        if (!clock.instant().isBefore(expiry(event))) {
            return giveUp(event, Condition.EVENT_AGE_EXCEEDED);
        }
        try {
            return switch (invoke(event)) {
                case InvocationResult.Returned _ -> finish(event);
                case InvocationResult.Failed failed -> retryAfterError(event.failed(failed.payload()));
                case InvocationResult.Throttled _ -> retryAfterThrottle(event.throttled());
                case InvocationResult.Recursive _ -> giveUp(event, Condition.RECURSIVE);
            };
        } catch (ServiceClosedException e) {
            // It stays in the queue, and the next run tries it again.
            return Optional.empty();
        }
    }

    private InvocationResult invoke(QueuedEvent event) {
        var context =
                new InvocationContext(event.requestId(), event.traceHeader(), Optional.empty(), event.attempts() + 1);
        try {
            return invoker.invoke(event.functionName(), event.event(), context);
        } catch (ServiceClosedException e) {
            throw e;
        } catch (RuntimeException e) {
            // A system error on Lambda's side, which retries it as it does throttles.
            LOG.log(Level.WARNING, "event " + event.requestId() + " could not be given to " + event.functionName(), e);
            return new InvocationResult.Throttled();
        }
    }

    private Optional<QueuedEvent> retryAfterError(QueuedEvent failed) {
        if (isExhausted(failed)) {
            store.put(failed);
            return giveUp(failed, Condition.RETRIES_EXHAUSTED);
        }
        var next = failed.notBefore(clock.instant().plus(delays.afterErrors(failed.attempts())));
        if (!next.notBefore().isBefore(expiry(failed))) {
            return giveUp(failed, Condition.EVENT_AGE_EXCEEDED);
        }
        store.put(next);
        return Optional.of(next);
    }

    private Optional<QueuedEvent> retryAfterThrottle(QueuedEvent throttled) {
        if (function(throttled).reservedConcurrency().orElse(1) == 0) {
            return giveUp(throttled, Condition.ZERO_RESERVED_CONCURRENCY);
        }
        var next = throttled.notBefore(clock.instant().plus(delays.afterThrottles(throttled.throttles())));
        return next.notBefore().isBefore(expiry(throttled))
                ? Optional.of(next)
                : giveUp(throttled, Condition.EVENT_AGE_EXCEEDED);
    }

    private Optional<QueuedEvent> giveUp(QueuedEvent event, Condition condition) {
        var function = function(event);
        var policy = function.asynchronous();
        var record = FailureReport.invocationRecord(event, function.arn(), condition, clock.instant());
        var bare = new String(event.event(), StandardCharsets.UTF_8);
        var traced = MessageAttributes.traced(event.traceHeader());
        var attributes = FailureReport.deadLetterAttributes(event, condition);
        boolean taken =
                policy.onFailure().map(queue -> send(queue, record, traced)).orElse(true)
                        && policy.deadLetter()
                                .map(queue -> send(queue, bare, attributes))
                                .orElse(true);
        if (policy.onFailure().isEmpty() && policy.deadLetter().isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "event {0} of {1} is dropped ({2}): it has no failure destination",
                    event.requestId(),
                    event.functionName(),
                    condition);
        }
        return taken ? finish(event) : Optional.empty();
    }

    /// Tries until the queue has it. Lambda would drop the record where its destination does not take it; here only
    /// what no queue could take is dropped.
    ///
    /// @return whether it is done; false where this process ends first
    private boolean send(String queueArn, String body, MessageAttributes attributes) {
        if (body.getBytes(StandardCharsets.UTF_8).length > MESSAGE_LIMIT_BYTES) {
            LOG.log(Level.ERROR, "a failed event is dropped: it is too large for {0}", queueArn);
            return true;
        }
        for (int failures = 1; ; failures++) {
            try {
                destination.send(queueArn, body, attributes);
                return true;
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "a failed event could not be sent to " + queueArn, e);
            }
            if (!waitUntil(clock.instant().plus(delays.afterThrottles(failures)))) {
                return false;
            }
        }
    }

    private Optional<QueuedEvent> finish(QueuedEvent event) {
        store.done(event.requestId());
        return Optional.empty();
    }

    private boolean isExhausted(QueuedEvent event) {
        return event.attempts() > function(event).asynchronous().maximumRetries();
    }

    private Instant expiry(QueuedEvent event) {
        var maximumAge = function(event).asynchronous().maximumEventAge();
        return event.acceptedAt().plus(delays.scale().scaled(maximumAge));
    }

    private FunctionResource function(QueuedEvent event) {
        var function = functions.get(event.functionName());
        if (function == null) {
            throw new IllegalStateException("only events of known functions are delivered");
        }
        return function;
    }

    /// Delivers no more; what is being delivered is waited for when the queue is closed.
    public void stop() {
        closed.countDown();
    }

    /// Stops, and waits for what is being delivered; so close the invoker between [#stop] and this.
    @Override
    public void close() {
        stop();
        deliveries.shutdown();
        try {
            if (!deliveries.awaitTermination(CLOSE_PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.log(Level.WARNING, "some asynchronous events were still being delivered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
