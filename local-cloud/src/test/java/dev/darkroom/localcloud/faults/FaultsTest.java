package dev.darkroom.localcloud.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final int EVENTS = 10_000;
    private static final InvocationResult.Returned DONE = new InvocationResult.Returned(new byte[0], "");

    private final List<String> seen = new ArrayList<>();
    private final FunctionInvoker function = (name, event, _) -> {
        seen.add(name + " " + new String(event, StandardCharsets.UTF_8));
        return DONE;
    };

    @Test
    void aRuleIsAboutItsCallerItsServiceAndAllOfItsNames() {
        var faults = new Faults();
        faults.add(Rule.refusing("feed", "dynamodb", "Photos", "photo-1"));

        assertThat(faults.of("feed", "dynamodb", () -> "get photo-1 of Photos")).contains(ServiceError.ACCESS_DENIED);
        assertThat(faults.of("feed", "dynamodb", () -> "get photo-2 of Photos")).isEmpty();
        assertThat(faults.of("feed", "s3", () -> "get photo-1 of Photos")).isEmpty();
        assertThat(faults.of("cleanup", "dynamodb", () -> "get photo-1 of Photos"))
                .isEmpty();
    }

    @Test
    void whereNoRuleAppliesACallIsNotReadAtAll() {
        var faults = new Faults();
        faults.add(Rule.refusing("feed", "dynamodb", "photo-1"));

        assertThat(faults.of("feed", "s3", () -> {
                    throw new AssertionError("read");
                }))
                .isEmpty();
    }

    @Test
    void aRuleThatIsRemovedIsOver() {
        var faults = new Faults();
        Rule rule = faults.add(Rule.refusing("feed", "dynamodb", "photo-1"));
        faults.remove(rule);

        assertThat(faults.of("feed", "dynamodb", () -> "photo-1")).isEmpty();
    }

    @Test
    void aHeldFunctionIsThrottledUntilItIsLetGo() {
        var faults = new Faults();
        FunctionInvoker deliveries = faults.deliveries(function);
        Rule hold = faults.add(Rule.holding("feed"));

        assertThat(invoke(deliveries, "feed", "1")).isInstanceOf(InvocationResult.Throttled.class);
        assertThat(invoke(deliveries, "cleanup", "2")).isSameAs(DONE);
        faults.remove(hold);
        assertThat(invoke(deliveries, "feed", "3")).isSameAs(DONE);
        assertThat(seen).containsExactly("cleanup 2", "feed 3");
    }

    @Test
    void aDeliveryMayFailBeforeOrAfterTheFunctionRanOrHappenTwice() {
        assertThat(invoke(certain(0, 1, 0), "feed", "before")).isInstanceOf(InvocationResult.Failed.class);
        assertThat(seen).isEmpty();
        assertThat(invoke(certain(0, 0, 1), "feed", "after")).isInstanceOf(InvocationResult.Failed.class);
        assertThat(seen).containsExactly("feed after");
        assertThat(invoke(certain(1, 0, 0), "feed", "twice")).isSameAs(DONE);
        assertThat(seen).containsExactly("feed after", "feed twice", "feed twice");
    }

    private FunctionInvoker certain(double twice, double failsBefore, double failsAfter) {
        return new Faults(new Chances(1, twice, failsBefore, failsAfter, 1)).deliveries(function);
    }

    @Test
    void aThrottleIsNoWorkDoneAndStaysAThrottle() {
        FunctionInvoker busy = (_, _, _) -> new InvocationResult.Throttled();

        assertThat(invoke(new Faults(new Chances(1, 0, 0, 1, 1)).deliveries(busy), "feed", "after"))
                .isInstanceOf(InvocationResult.Throttled.class);
    }

    @Test
    void aNotificationMayBeQueuedTwice() {
        List<String> queued = new ArrayList<>();
        var faults = new Faults(new Chances(1, 1, 0, 0, 0));

        String requestId = faults.notifications((name, _, _) -> {
                    queued.add(name);
                    return "request-" + queued.size();
                })
                .enqueue("thumbnail", new byte[0], Optional.empty());

        assertThat(queued).containsExactly("thumbnail", "thumbnail");
        assertThat(requestId).isEqualTo("request-1");
        assertThat(faults.counts()).isEqualTo(Map.of(Fate.NOTIFIED_TWICE, 1L));
    }

    @Test
    void seedEventAndAttemptDecideAndNothingElse() {
        var chances = new Chances(42, 0.2, 0.2, 0.2, 3);

        assertThat(fates(chances, 1)).isEqualTo(fates(new Chances(42, 0.2, 0.2, 0.2, 3), 1));
        assertThat(fates(chances, 1)).isNotEqualTo(fates(chances, 2));
        assertThat(fates(chances, 1)).isNotEqualTo(fates(new Chances(43, 0.2, 0.2, 0.2, 3), 1));
    }

    @Test
    void fatesAreAsFrequentAsAskedForAndLaterAttemptsDoNotFail() {
        var chances = new Chances(7, 0.1, 0.2, 0.3, 2);

        Map<Fate, Double> early = frequencies(fates(chances, 2));
        assertThat(early.get(Fate.TWICE)).isCloseTo(0.1, within(0.02));
        assertThat(early.get(Fate.FAILS_BEFORE)).isCloseTo(0.2, within(0.02));
        assertThat(early.get(Fate.FAILS_AFTER)).isCloseTo(0.3, within(0.02));
        assertThat(frequencies(fates(chances, 3))).containsOnlyKeys(Fate.TWICE, Fate.ONCE);
    }

    @Test
    void partsThatAreMoreThanAllAreRefused() {
        assertThatThrownBy(() -> new Chances(1, 0.5, 0.5, 0.1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Fate> fates(Chances chances, int attempt) {
        return IntStream.range(0, EVENTS)
                .mapToObj(event -> chances.invocation(
                        "feed", ("{\"event\":" + event + "}").getBytes(StandardCharsets.UTF_8), attempt))
                .toList();
    }

    private static Map<Fate, Double> frequencies(List<Fate> fates) {
        Map<Fate, Double> frequencies = new HashMap<>();
        fates.forEach(fate -> frequencies.merge(fate, 1.0 / EVENTS, Double::sum));
        return frequencies;
    }

    private static InvocationResult invoke(FunctionInvoker invoker, String function, String event) {
        return invoker.invoke(function, event.getBytes(StandardCharsets.UTF_8), InvocationContext.first("request"));
    }
}
