package dev.darkroom.localcloud.lambda.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// The environments there are, and those of them that wait for an event.
///
/// The one used last is used next, so that those a burst leaves over grow idle and end. One that idles gives memory
/// back first; one that is not its function's only one, or has a class archive to write, ends soon after; the last one
/// when it has idled for the whole time. Past the limit, the one that has idled longest makes room.
final class EnvironmentPool implements AutoCloseable {
    private static final Duration BEFORE_TRIM = Duration.ofSeconds(2);
    private static final Duration BEFORE_SURPLUS_ENDS = Duration.ofSeconds(15);

    /// Before an idle environment ends that has a class archive to write, for the next ones to start from.
    private static final Duration BEFORE_WRITER_ENDS = Duration.ofSeconds(10);

    /// For a process that writes its class archive as it ends: about a second's work.
    private static final Duration END_PATIENCE = Duration.ofSeconds(30);

    /// The same while someone waits for the service to stop.
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private static final Duration LONGEST_BETWEEN_SWEEPS = Duration.ofSeconds(1);

    private record Idle(long sinceNanos, boolean trimmed) {
        boolean isFor(Duration duration) {
            return System.nanoTime() - sinceNanos >= duration.toNanos();
        }
    }

    private final Duration idleTimeout;
    private final int limit;
    /// In the order in which they became idle.
    private final SequencedMap<ExecutionEnvironment, Idle> idle = new LinkedHashMap<>();

    private final Set<ExecutionEnvironment> alive = new HashSet<>();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("idle environments").factory());
    private boolean closed;

    /// An empty one.
    ///
    /// @param limit how many environments live at once, busy ones included, unless all are busy
    EnvironmentPool(Duration idleTimeout, int limit) {
        this.idleTimeout = idleTimeout;
        this.limit = limit;
        long nanos = Math.min(LONGEST_BETWEEN_SWEEPS.toNanos(), Math.max(1, idleTimeout.toNanos() / 4));
        var _ = sweeper.scheduleWithFixedDelay(this::sweep, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /// The environment of the function that was used last, if one is free.
    synchronized Optional<ExecutionEnvironment> take(String functionName) {
        var found = idle.sequencedKeySet().reversed().stream()
                .filter(environment -> environment.functionName().equals(functionName))
                .findFirst();
        found.ifPresent(idle::remove);
        return found;
    }

    /// Counts a new environment, which is busy until given back.
    void add(ExecutionEnvironment environment) {
        Optional<ExecutionEnvironment> surplus = Optional.empty();
        synchronized (this) {
            // Where it has ended already, nobody will say so again.
            if (!environment.isAlive()) {
                return;
            }
            alive.add(environment);
            if (closed) {
                surplus = Optional.of(environment);
            } else if (alive.size() > limit) {
                surplus = Optional.ofNullable(idle.pollFirstEntry()).map(Map.Entry::getKey);
            }
        }
        surplus.ifPresent(EnvironmentPool::endSoon);
    }

    /// Whether the function has an environment.
    synchronized boolean has(String functionName) {
        return alive.stream().anyMatch(environment -> environment.functionName().equals(functionName));
    }

    /// Has an event take it before it is ready; that event waits, and learns where the environment cannot start.
    synchronized void offer(ExecutionEnvironment environment) {
        if (!closed && environment.isAlive()) {
            idle.putLast(environment, new Idle(System.nanoTime(), false));
        }
    }

    /// Ends its use; one that is not ready for an event is ended.
    void giveBack(ExecutionEnvironment environment) {
        synchronized (this) {
            if (!closed && environment.isFree()) {
                idle.putLast(environment, new Idle(System.nanoTime(), false));
                return;
            }
        }
        endSoon(environment);
    }

    /// Forgets an environment whose process has ended.
    synchronized void remove(ExecutionEnvironment environment) {
        alive.remove(environment);
        idle.remove(environment);
    }

    synchronized List<ExecutionEnvironment> alive() {
        return List.copyOf(alive);
    }

    private void sweep() {
        var toTrim = new ArrayList<ExecutionEnvironment>();
        var toEnd = new ArrayList<ExecutionEnvironment>();
        synchronized (this) {
            for (var entry : List.copyOf(idle.entrySet())) {
                var environment = entry.getKey();
                if (isOver(environment, entry.getValue())) {
                    idle.remove(environment);
                    toEnd.add(environment);
                } else if (!entry.getValue().trimmed() && entry.getValue().isFor(BEFORE_TRIM)) {
                    idle.put(environment, new Idle(entry.getValue().sinceNanos(), true));
                    toTrim.add(environment);
                }
            }
        }
        toTrim.forEach(ExecutionEnvironment::trim);
        toEnd.forEach(EnvironmentPool::endSoon);
    }

    private boolean isOver(ExecutionEnvironment environment, Idle since) {
        Predicate<ExecutionEnvironment> sibling =
                other -> other != environment && other.functionName().equals(environment.functionName());
        return since.isFor(idleTimeout)
                || (since.isFor(BEFORE_WRITER_ENDS) && environment.writesArchive())
                || (since.isFor(BEFORE_SURPLUS_ENDS) && alive.stream().anyMatch(sibling));
    }

    private static void endSoon(ExecutionEnvironment environment) {
        Thread.ofVirtual().start(() -> environment.end(END_PATIENCE));
    }

    /// Ends them all, busy ones too, and waits until they have.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            idle.clear();
        }
        sweeper.shutdownNow();
        var ending = alive().stream()
                .map(environment -> Thread.ofVirtual().start(() -> environment.end(CLOSE_PATIENCE)))
                .toList();
        for (var thread : ending) {
            joinUninterruptibly(thread);
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
