package dev.darkroom.localcloud.lambda.runtime;

import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.stack.FunctionResource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One child JVM that runs a function, one event at a time.
/// Source: Understanding the Lambda execution environment lifecycle,
/// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>
final class ExecutionEnvironment implements RuntimeApi.Environment {
    /// How long Lambda lets a function initialize before it counts the time against the function's timeout.
    private static final Duration INIT_PHASE = Duration.ofSeconds(10);

    /// What a function's context says while a debugger may hold it.
    private static final Duration WITHOUT_TIMEOUT = Duration.ofHours(1);

    private static final String UNHANDLED = "Unhandled";

    /// The exit status of a process that was killed.
    private static final int KILLED = 128 + 9;

    private final String id = UUID.randomUUID().toString();
    private final FunctionResource function;
    private final Launcher.Plan plan;
    private final FunctionLog log;
    private final Consumer<ExecutionEnvironment> whenGone;
    /// Empty once it asks for its first event; otherwise what becomes of that event.
    private final CompletableFuture<Optional<Work.Outcome>> initialization = new CompletableFuture<>();

    private final long startNanos = System.nanoTime();
    /// Known a moment after the child may first ask for an event.
    private final CompletableFuture<ChildProcess> process = new CompletableFuture<>();

    private final MemoryBound memory;
    private final LogTail outsideEvents = new LogTail();

    private RuntimeApi.@Nullable Delivery waiting;
    private @Nullable Work work;
    private @Nullable Duration unreportedInit;
    private boolean gone;

    /// Starts the process and returns at once; [#run] waits until it is ready.
    ///
    /// @param whenGone told once, after the process has ended
    /// @throws IOException where it cannot be started
    ExecutionEnvironment(
            FunctionResource function, Launcher.Plan plan, FunctionLog log, Consumer<ExecutionEnvironment> whenGone)
            throws IOException {
        this.function = function;
        this.plan = plan;
        this.log = log;
        this.whenGone = whenGone;
        var child = plan.launch(id, this, this::write, this::exited);
        // A debugger's agent has memory of its own.
        memory = new MemoryBound(child, function.memoryMegabytes(), !plan.isDebugged());
        process.complete(child);
    }

    String functionName() {
        return function.name();
    }

    /// Runs one event, waiting until the environment is ready.
    ///
    /// @return empty where the environment was gone before it had the event
    Optional<InvocationResult> run(byte[] event, InvocationContext context) {
        var failure = awaitInitialization();
        return failure.isEmpty() ? deliver(event, context) : Optional.of(fail(context.requestId(), failure.get()));
    }

    /// Whether its process writes a class archive as it ends.
    boolean writesArchive() {
        return process.join().writesArchive();
    }

    synchronized boolean isAlive() {
        return !gone && process.join().isAlive();
    }

    /// Whether it waits for an event.
    synchronized boolean isFree() {
        return waiting != null && isAlive();
    }

    /// Asks the process to give memory back.
    void trim() {
        process.join().trim();
    }

    /// Ends the process, and waits until it has.
    void end(Duration patience) {
        process.join().end(patience);
    }

    /// Waits until it is ready for an event, or will never be.
    void awaitReady() {
        var _ = awaitInitialization();
    }

    private Optional<Work.Outcome> awaitInitialization() {
        if (!plan.isDebugged()) {
            initialization.completeOnTimeout(
                    Optional.of(new Work.Outcome.TimedOut()),
                    INIT_PHASE.plus(function.timeout()).toNanos(),
                    TimeUnit.NANOSECONDS);
        }
        return memory.await(initialization);
    }

    private InvocationResult fail(String requestId, Work.Outcome failure) {
        // Once it has ended, all that it wrote has been read.
        process.join().kill();
        var only = new Work(requestId, outsideEvents);
        synchronized (this) {
            work = only;
        }
        write(PlatformLog.start(requestId));
        return conclude(only, failure);
    }

    private Optional<InvocationResult> deliver(byte[] event, InvocationContext context) {
        var current = new Work(context.requestId(), new LogTail());
        RuntimeApi.Delivery delivery;
        synchronized (this) {
            delivery = waiting;
            if (delivery == null || !isAlive()) {
                return Optional.empty();
            }
            waiting = null;
            work = current;
        }
        write(PlatformLog.start(context.requestId()));
        var timeout = plan.isDebugged() ? null : function.timeout();
        var deadline = Instant.now().plus(timeout == null ? WITHOUT_TIMEOUT : timeout);
        delivery.send(event, context, function.arn(), deadline.toEpochMilli());
        var outcome = current.await(timeout, memory);
        // On Lambda it would have been killed before it could answer.
        return Optional.of(conclude(current, memory.isBroken() ? new Work.Outcome.Exited(KILLED) : outcome));
    }

    private InvocationResult conclude(Work ended, Work.Outcome outcome) {
        var requestId = ended.requestId();
        return switch (outcome) {
            case Work.Outcome.Returned returned -> {
                report(ended, ended.duration(), "");
                yield new InvocationResult.Returned(
                        returned.payload(), ended.tail().text());
            }
            case Work.Outcome.Threw threw -> {
                report(ended, ended.duration(), "");
                yield failed(ended, threw.error());
            }
            case Work.Outcome.Exited exited -> {
                write("RequestId: " + requestId + " Error: " + RuntimeErrors.exited(exited.status()));
                report(ended, ended.duration(), "Status: error\tError Type: " + RuntimeErrors.EXIT_ERROR);
                yield failed(ended, RuntimeErrors.exitedBody(requestId, exited.status()));
            }
            case Work.Outcome.TimedOut _ -> {
                process.join().kill();
                write(Instant.now() + " " + requestId + " " + RuntimeErrors.timedOut(function.timeout()));
                report(ended, function.timeout(), "Status: timeout");
                yield failed(ended, RuntimeErrors.timedOutBody(requestId, function.timeout()));
            }
        };
    }

    private static InvocationResult.Failed failed(Work ended, byte[] error) {
        return new InvocationResult.Failed(UNHANDLED, error, ended.tail().text());
    }

    private void report(Work ended, Duration duration, String status) {
        Duration init;
        synchronized (this) {
            init = unreportedInit;
            unreportedInit = null;
        }
        write(PlatformLog.end(ended.requestId()));
        write(PlatformLog.report(
                ended.requestId(), duration, function.memoryMegabytes(), memory.peakMegabytes(), init, status));
        synchronized (this) {
            work = null;
        }
    }

    private void write(String line) {
        log.write(line);
        Work current;
        synchronized (this) {
            current = work;
        }
        (current == null ? outsideEvents : current.tail()).add(line);
    }

    @Override
    public void awaits(RuntimeApi.Delivery delivery) {
        process.join().awaitOutput();
        Work ended;
        synchronized (this) {
            waiting = delivery;
            ended = work;
            if (!initialization.isDone()) {
                unreportedInit = Duration.ofNanos(System.nanoTime() - startNanos);
            }
        }
        initialization.complete(Optional.empty());
        if (ended != null) {
            // A runtime that asks for more without an answer has lost the event.
            ended.ended(new Work.Outcome.Exited(0));
        }
    }

    @Override
    public void responded(String requestId, byte[] response) {
        answered(
                requestId,
                response.length > RuntimeApi.RESPONSE_LIMIT_BYTES
                        ? new Work.Outcome.Threw(RuntimeErrors.responseTooLargeBody(RuntimeApi.RESPONSE_LIMIT_BYTES))
                        : new Work.Outcome.Returned(response));
    }

    @Override
    public void failed(String requestId, byte[] error) {
        answered(requestId, new Work.Outcome.Threw(error));
    }

    @Override
    public void failedToInitialize(byte[] error) {
        initialization.complete(Optional.of(new Work.Outcome.Threw(error)));
    }

    private synchronized void answered(String requestId, Work.Outcome answer) {
        if (work != null && work.requestId().equals(requestId)) {
            work.answered(answer);
        }
    }

    private void exited(int status) {
        Work interrupted;
        synchronized (this) {
            gone = true;
            waiting = null;
            interrupted = work;
        }
        initialization.complete(Optional.of(new Work.Outcome.Exited(status)));
        if (interrupted != null) {
            interrupted.ended(new Work.Outcome.Exited(status));
        }
        whenGone.accept(this);
    }
}
