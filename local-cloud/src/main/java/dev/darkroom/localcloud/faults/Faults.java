package dev.darkroom.localcloud.faults;

import dev.darkroom.localcloud.lambda.AsynchronousInvoker;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What goes wrong in one cloud: by rules, which come and go at any time, and by chance. Without either it changes
/// nothing. Safe for use by many threads.
public final class Faults {
    private final Chances chances;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Map<Fate, LongAdder> counts = new ConcurrentHashMap<>();

    /// Nothing goes wrong until a rule is added.
    public Faults() {
        this(Chances.NONE);
    }

    public Faults(Chances chances) {
        this.chances = chances;
    }

    /// From now on the calls that it is about fail.
    ///
    /// @return the rule, to be removed by
    public Rule add(Rule rule) {
        rules.add(rule);
        return rule;
    }

    /// The calls that it is about are answered again.
    public void remove(Rule rule) {
        rules.remove(rule);
    }

    /// All calls are answered again.
    public void clear() {
        rules.clear();
    }

    /// How many deliveries met each fate so far; those that met none are left out.
    public Map<Fate, Long> counts() {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    /// What to answer a call instead of passing it on; empty where it may pass.
    ///
    /// @param call its URI and body, asked for only where there are rules for this caller and service
    public Optional<ServiceError> of(String caller, String service, Supplier<String> call) {
        List<Rule> candidates =
                rules.stream().filter(rule -> rule.isAbout(caller, service)).toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        String text = call.get();
        return candidates.stream()
                .filter(rule -> rule.matches(text))
                .map(Rule::error)
                .findFirst();
    }

    /// The invoker that events, streams and queues use instead of the real one.
    public FunctionInvoker deliveries(FunctionInvoker real) {
        return new FaultyInvoker(this, real);
    }

    /// The queue that notifications use instead of the real one.
    public AsynchronousInvoker notifications(AsynchronousInvoker real) {
        return (functionName, event, traceHeader) -> {
            String requestId = real.enqueue(functionName, event, traceHeader);
            if (met(chances.notification(functionName, event)) == Fate.NOTIFIED_TWICE) {
                real.enqueue(functionName, event, traceHeader);
            }
            return requestId;
        };
    }

    /// What becomes of an attempt to invoke a function.
    Fate fate(String functionName, byte[] event, int attempt) {
        return met(chances.invocation(functionName, event, attempt));
    }

    private Fate met(Fate fate) {
        if (fate != Fate.ONCE) {
            counts.computeIfAbsent(fate, _ -> new LongAdder()).increment();
        }
        return fate;
    }
}
