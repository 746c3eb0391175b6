package dev.darkroom.localcloud.lambda.async;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.backend.MessageAttributes;
import dev.darkroom.localcloud.backend.MessageAttributes.Value;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.lambda.TestFunction;
import dev.darkroom.localcloud.lambda.functions.Probe;
import dev.darkroom.localcloud.lambda.runtime.ServiceClosedException;
import dev.darkroom.localcloud.stack.AsynchronousInvocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// On a clock on which waiting takes no time.
/// Source: How Lambda handles errors and retries with asynchronous invocation,
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>
final class AsynchronousQueueTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:failures";
    private static final InvocationResult RETURNED = new InvocationResult.Returned("{}".getBytes(UTF_8), "");
    private static final String ERROR =
            "{\"errorMessage\":\"intentional failure\",\"errorType\":\"Exception\",\"stackTrace\":[\"here\"]}";
    private static final InvocationResult FAILED = new InvocationResult.Failed("Unhandled", ERROR.getBytes(UTF_8), "");

    private static final InvocationResult THROTTLED = new InvocationResult.Throttled();

    record Seen(String event, InvocationContext context) {}

    record Message(String queueArn, String body, MessageAttributes attributes) {}

    @TempDir
    Path folder;

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private Function<InvocationContext, InvocationResult> function = context -> RETURNED;
    private final VirtualTime time = new VirtualTime();
    private int destinationRefusals;
    private Optional<AsynchronousQueue> open = Optional.empty();

    @AfterEach
    void close() {
        open.ifPresent(AsynchronousQueue::close);
    }

    @Test
    void anEventReachesItsFunctionOnceWithItsTrace() {
        var queue = queue(AsynchronousInvocation.DEFAULTS);

        var requestId = queue.enqueue("probe", "{\"n\":1}".getBytes(UTF_8), Optional.of("Root=1-2-3"));

        awaitEmpty(queue);
        assertThat(seen).singleElement().satisfies(delivery -> {
            assertThat(delivery.event()).isEqualTo("{\"n\":1}");
            assertThat(delivery.context())
                    .isEqualTo(new InvocationContext(requestId, Optional.of("Root=1-2-3"), Optional.empty(), 1));
        });
        assertThat(messages).isEmpty();
    }

    @Test
    void anEventWithoutATraceGetsOneForAllItsAttempts() {
        function = context -> FAILED;
        var queue = queue(policy(1, Duration.ofHours(6), Optional.of(QUEUE), Optional.empty()));

        queue.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        var trace = messages.getFirst().attributes().traceHeader();
        assertThat(trace)
                .hasValueSatisfying(header ->
                        assertThat(header).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0"));
        assertThat(seen)
                .extracting(delivery -> delivery.context().traceHeader())
                .containsExactly(trace, trace);
    }

    @Test
    void anErrorIsRetriedAfterOneMinuteAndAfterTwoUnderTheSameRequestId() {
        function = context -> context.attempt() < 3 ? FAILED : RETURNED;
        var queue = queue(AsynchronousInvocation.DEFAULTS);

        var requestId = queue.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(seen).extracting(delivery -> delivery.context().attempt()).containsExactly(1, 2, 3);
        assertThat(seen).extracting(delivery -> delivery.context().requestId()).containsOnly(requestId);
        assertThat(time.pauses()).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(2));
        assertThat(messages).isEmpty();
    }

    /// Source: Configuring error handling settings for asynchronous invocation,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html>
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anErrorIsRetriedAsOftenAsTheFunctionSays(int retries) throws IOException {
        function = context -> FAILED;
        var queue = queue(policy(retries, Duration.ofHours(6), Optional.of(QUEUE), Optional.empty()));

        queue.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(seen).hasSize(1 + retries);
        assertThat(requestContext().path("condition").asText()).isEqualTo("RetriesExhausted");
        assertThat(requestContext().path("approximateInvokeCount").asInt()).isEqualTo(1 + retries);
    }

    @Test
    void aTimeScaleShortensDelays() {
        function = context -> FAILED;
        var queue = queue(AsynchronousInvocation.DEFAULTS, new TimeScale(60));

        queue.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void aRetryThatWouldComeTooLateIsGivenUpAtOnce() throws IOException {
        function = context -> FAILED;
        var queue = queue(policy(2, Duration.ofSeconds(60), Optional.of(QUEUE), Optional.empty()));

        queue.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(seen).hasSize(1);
        assertThat(time.pauses()).isEmpty();
        assertThat(requestContext().path("condition").asText()).isEqualTo("EventAgeExceeded");
        assertThat(requestContext().path("approximateInvokeCount").asInt()).isEqualTo(1);
    }

    /// Source: Dead-letter queues,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq>
    @Test
    void aDeadLetterQueueIsToldTheFirstKilobyteOfTheError() {
        var long1025 = "ä".repeat(500) + "€".repeat(9);
        function = context -> new InvocationResult.Failed(
                "Unhandled", ("{\"errorMessage\":\"" + long1025 + "\"}").getBytes(UTF_8), "");
        var queue = queue(policy(0, Duration.ofHours(6), Optional.empty(), Optional.of(QUEUE)));

        var requestId = queue.enqueue("probe", "{\"raise_error\": 1}".getBytes(UTF_8), Optional.of("Root=1-2-3"));

        awaitEmpty(queue);
        assertThat(messages)
                .containsExactly(new Message(
                        QUEUE,
                        "{\"raise_error\": 1}",
                        new MessageAttributes(
                                Map.of(
                                        "RequestID", new Value("String", requestId),
                                        "ErrorCode", new Value("Number", "200"),
                                        "ErrorMessage", new Value("String", "ä".repeat(500) + "€".repeat(8))),
                                Optional.of("Root=1-2-3"))));
    }

    @Test
    void bothKindsOfQueueGetTheirOwnMessage() {
        function = context -> FAILED;
        var queue = queue(policy(0, Duration.ofHours(6), Optional.of(QUEUE), Optional.of(QUEUE + "-bare")));

        queue.enqueue("probe", "{\"n\":1}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(messages).extracting(Message::queueArn).containsExactly(QUEUE, QUEUE + "-bare");
        assertThat(messages.getLast().body()).isEqualTo("{\"n\":1}");
    }

    @Test
    void throttlesAreRetriedEverLaterWithoutCountingAsAttempts() {
        function = context -> seen.size() < 13 ? THROTTLED : RETURNED;
        var queue = queue(policy(0, Duration.ofHours(6), Optional.of(QUEUE), Optional.empty()));

        queue.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(time.pauses())
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L, 300L);
        assertThat(seen).extracting(delivery -> delivery.context().attempt()).containsOnly(1);
        assertThat(messages).isEmpty();
    }

    @Test
    void aThrottleBetweenErrorsTakesNoRetryAway() throws IOException {
        function = context -> seen.size() % 2 == 0 ? THROTTLED : FAILED;
        var queue = queue(policy(2, Duration.ofHours(6), Optional.of(QUEUE), Optional.empty()));

        queue.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(seen).extracting(delivery -> delivery.context().attempt()).containsExactly(1, 2, 2, 3, 3);
        assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(60L, 1L, 120L, 1L);
        assertThat(requestContext().path("approximateInvokeCount").asInt()).isEqualTo(3);
    }

    @Test
    void anEventThrottledForItsWholeAgeIsGivenUpWithoutAResponse() throws IOException {
        function = context -> THROTTLED;
        var queue = queue(policy(2, Duration.ofHours(6), Optional.of(QUEUE), Optional.of(QUEUE)));
        var accepted = time.instant();

        var requestId = queue.enqueue("probe", "{\"n\":1}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(Duration.between(accepted, time.instant()))
                .isBetween(Duration.ofHours(6).minusMinutes(5), Duration.ofHours(6));
        assertThat(requestContext().path("condition").asText()).isEqualTo("EventAgeExceeded");
        assertThat(requestContext().path("approximateInvokeCount").asInt()).isZero();
        assertThat(JSON.readTree(messages.getFirst().body()).fieldNames())
                .toIterable()
                .containsExactly("version", "timestamp", "requestContext", "requestPayload");
        assertThat(messages.getLast().attributes().values())
                .isEqualTo(Map.of(
                        "RequestID", new Value("String", requestId),
                        "ErrorCode", new Value("Number", "429"),
                        "ErrorMessage", new Value("String", "Rate Exceeded.")));
    }

    @Test
    void aFunctionThatIsSwitchedOffGetsNoRetries() throws IOException {
        function = context -> THROTTLED;
        var queue = queue(
                policy(2, Duration.ofHours(6), Optional.of(QUEUE), Optional.empty()),
                TimeScale.REAL,
                OptionalInt.of(0));

        queue.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(time.pauses()).isEmpty();
        assertThat(requestContext().path("condition").asText()).isEqualTo("ZeroReservedConcurrency");
    }

    /// Source: Use Lambda recursive loop detection to prevent infinite loops,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>
    @Test
    void anEventCutFromALoopGoesToBothQueuesAtOnce() throws IOException {
        function = context -> new InvocationResult.Recursive();
        var queue = queue(policy(2, Duration.ofHours(6), Optional.of(QUEUE), Optional.of(QUEUE)));

        queue.enqueue("probe", "{\"n\":1}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(time.pauses()).isEmpty();
        assertThat(requestContext().path("approximateInvokeCount").asInt()).isZero();
        assertThat(messages.getLast().body()).isEqualTo("{\"n\":1}");
        assertThat(messages.getLast().attributes().values())
                .containsEntry("ErrorCode", new Value("Number", "400"))
                .hasEntrySatisfying(
                        "ErrorMessage",
                        message -> assertThat(message.stringValue()).contains("recursive loop"));
    }

    @Test
    void aRecordThatNoQueueCouldTakeIsDropped() {
        function = context -> FAILED;
        var queue = queue(policy(0, Duration.ofHours(6), Optional.of(QUEUE), Optional.of(QUEUE + "-bare")));
        var event = "\"" + "x".repeat(AsynchronousQueue.EVENT_LIMIT_BYTES - 2) + "\"";

        queue.enqueue("probe", event.getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(messages).extracting(Message::queueArn).containsExactly(QUEUE + "-bare");
    }

    @Test
    void aServiceThatFailsIsTriedAgainAsAThrottleIs() {
        function = context -> {
            if (seen.size() < 3) {
                throw new IllegalArgumentException("no process to be had");
            }
            return RETURNED;
        };
        var queue = queue(policy(0, Duration.ofHours(6), Optional.of(QUEUE), Optional.empty()));

        queue.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(seen).hasSize(3);
        assertThat(messages).isEmpty();
    }

    @Test
    void anEventIsDoneOnlyWhenItsDestinationHasIt() {
        function = context -> FAILED;
        destinationRefusals = 3;
        var queue = queue(policy(0, Duration.ofHours(6), Optional.of(QUEUE), Optional.empty()));

        queue.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(destinationRefusals).isZero();
        assertThat(messages).hasSize(1);
    }

    @Test
    void aRestartGoesOnWithIdsAndAttempts() {
        function = context -> {
            if (context.attempt() == 2) {
                throw new ServiceClosedException();
            }
            return FAILED;
        };
        var policy = policy(2, Duration.ofHours(6), Optional.of(QUEUE), Optional.empty());
        var first = queue(policy);
        var requestId = first.enqueue("probe", "{\"n\":1}".getBytes(UTF_8), Optional.of("Root=1-2-3"));
        await().until(() -> seen.size() == 2);
        first.close();
        assertThat(messages).isEmpty();
        seen.clear();

        function = context -> FAILED;
        var second = queue(policy);

        awaitEmpty(second);
        assertThat(seen).extracting(delivery -> delivery.context().attempt()).containsExactly(2, 3);
        assertThat(seen).extracting(Seen::event).containsOnly("{\"n\":1}");
        assertThat(seen)
                .extracting(Seen::context)
                .allMatch(context -> context.requestId().equals(requestId)
                        && context.traceHeader().equals(Optional.of("Root=1-2-3")));
        assertThat(messages).hasSize(1);
    }

    @Test
    void whatIsDoneDoesNotComeBack() {
        var first = queue(AsynchronousInvocation.DEFAULTS);
        first.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());
        awaitEmpty(first);
        first.close();

        assertThat(queue(AsynchronousInvocation.DEFAULTS).pending()).isZero();
        assertThat(seen).hasSize(1);
    }

    @Test
    void theLogStaysSmallHoweverManyEventsPass() throws IOException {
        var queue = queue(AsynchronousInvocation.DEFAULTS);
        byte[] event = "x".repeat(1000).getBytes(UTF_8);

        for (int i = 0; i < 3000; i++) {
            queue.enqueue("probe", event, Optional.empty());
        }

        awaitEmpty(queue);
        assertThat(seen).hasSize(3000);
        assertThat(Files.size(folder.resolve("events.log"))).isLessThan(3_000_000);
        queue.close();
        assertThat(queue(AsynchronousInvocation.DEFAULTS).pending()).isZero();
        assertThat(Files.size(folder.resolve("events.log"))).isZero();
    }

    @Test
    void unknownFunctionsAndLargeEventsAreRefused() {
        var queue = queue(AsynchronousInvocation.DEFAULTS);

        assertThatThrownBy(() -> queue.enqueue("nobody", "{}".getBytes(UTF_8), Optional.empty()))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> queue.enqueue("probe", new byte[(1 << 20) + 1], Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(queue.pending()).isZero();
    }

    private JsonNode requestContext() throws IOException {
        return JSON.readTree(messages.getFirst().body()).path("requestContext");
    }

    private static void awaitEmpty(AsynchronousQueue queue) {
        await().until(() -> queue.pending() == 0);
    }

    private static AsynchronousInvocation policy(
            int retries, Duration age, Optional<String> onFailure, Optional<String> deadLetter) {
        return new AsynchronousInvocation(retries, age, onFailure, deadLetter);
    }

    private AsynchronousQueue queue(AsynchronousInvocation policy) {
        return queue(policy, TimeScale.REAL);
    }

    private AsynchronousQueue queue(AsynchronousInvocation policy, TimeScale scale) {
        return queue(policy, scale, OptionalInt.empty());
    }

    private AsynchronousQueue queue(AsynchronousInvocation policy, TimeScale scale, OptionalInt reservedConcurrency) {
        var resource = TestFunction.function(
                "probe", folder.resolve("none.zip"), Probe.class, Duration.ofSeconds(1), reservedConcurrency, policy);
        var queue = AsynchronousQueue.open(
                folder.resolve("events.log"), Map.of("probe", resource), this::invoke, this::send, scale, time, time);
        open = Optional.of(queue);
        return queue;
    }

    private InvocationResult invoke(String name, byte[] event, InvocationContext context) {
        seen.add(new Seen(new String(event, UTF_8), context));
        return function.apply(context);
    }

    private void send(String queueArn, String body, MessageAttributes attributes) {
        if (destinationRefusals > 0) {
            destinationRefusals--;
            throw new IllegalStateException("the queue is away");
        }
        messages.add(new Message(queueArn, body, attributes));
    }
}
