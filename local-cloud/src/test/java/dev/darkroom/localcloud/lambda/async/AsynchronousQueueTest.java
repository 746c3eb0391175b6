package dev.darkroom.localcloud.lambda.async;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.lambda.FailureDestination.Attribute;
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
import java.time.Instant;
import java.time.InstantSource;
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

final class AsynchronousQueueTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:failures";
    private static final InvocationResult RETURNED = new InvocationResult.Returned("{}".getBytes(UTF_8), "");
    private static final String ERROR =
            "{\"errorMessage\":\"intentional failure\",\"errorType\":\"Exception\",\"stackTrace\":[\"here\"]}";
    private static final InvocationResult FAILED = new InvocationResult.Failed("Unhandled", ERROR.getBytes(UTF_8), "");

    /// A minute in 30 ms.
    private static final TimeScale FAST = new TimeScale(2000);

    record Seen(String event, InvocationContext context, Instant at) {}

    record Message(String queueArn, String body, Map<String, Attribute> attributes) {}

    @TempDir
    Path folder;

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private Function<InvocationContext, InvocationResult> function = context -> RETURNED;
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
    void anErrorIsRetriedAfterOneMinuteAndAfterTwoUnderTheSameRequestId() {
        function = context -> context.attempt() < 3 ? FAILED : RETURNED;
        var queue = queue(AsynchronousInvocation.DEFAULTS);

        var requestId = queue.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(seen).extracting(delivery -> delivery.context().attempt()).containsExactly(1, 2, 3);
        assertThat(seen).extracting(delivery -> delivery.context().requestId()).containsOnly(requestId);
        assertThat(Duration.between(seen.get(0).at(), seen.get(1).at())).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        assertThat(Duration.between(seen.get(1).at(), seen.get(2).at())).isGreaterThanOrEqualTo(Duration.ofMillis(60));
        assertThat(messages).isEmpty();
    }

    @Test
    void whatFailsForGoodBecomesTheInvocationRecordThatAwsWrites() throws IOException {
        function = context -> FAILED;
        var queue = queue(policy(2, Duration.ofHours(6), Optional.of(QUEUE), Optional.empty()));

        var requestId = queue.enqueue("probe", "{\"message\":\"m\"}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(seen).hasSize(3);
        var message = messages.getFirst();
        assertThat(message.queueArn()).isEqualTo(QUEUE);
        assertThat(message.attributes()).isEmpty();
        var record = JSON.readTree(message.body());
        assertThat(Instant.parse(record.path("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(message.body())
                .isEqualTo(recorded(record.path("timestamp").asText(), requestId, "{\"message\":\"m\"}"));
    }

    /// The record that AWS sent on 25 November 2025, from the snapshots of LocalStack's tests (Apache-2.0), with this
    /// test's values where a recording has placeholders.
    private static String recorded(String timestamp, String requestId, String event) throws IOException {
        try (var in = AsynchronousQueueTest.class.getResourceAsStream("/aws/on-failure-record.json")) {
            var record = (ObjectNode) JSON.readTree(in);
            record.put("timestamp", timestamp);
            ((ObjectNode) record.path("requestContext"))
                    .put("requestId", requestId)
                    .put("functionArn", "arn:aws:lambda:eu-central-1:123456789012:function:probe:$LATEST");
            record.set("requestPayload", JSON.readTree(event));
            // A Java function's error has no request id, and another stack trace.
            record.set("responsePayload", JSON.readTree(ERROR));
            return record.toString();
        }
    }

    @Test
    void aRetryThatWouldComeTooLateIsGivenUpAtOnce() throws IOException {
        function = context -> FAILED;
        var queue = queue(policy(2, Duration.ofSeconds(60), Optional.of(QUEUE), Optional.empty()), TimeScale.REAL);

        queue.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(seen).hasSize(1);
        assertThat(requestContext().path("condition").asText()).isEqualTo("EventAgeExceeded");
        assertThat(requestContext().path("approximateInvokeCount").asInt()).isEqualTo(1);
    }

    @Test
    void aDeadLetterQueueGetsTheBareEventWithThreeAttributes() {
        function = context -> FAILED;
        var queue = queue(policy(0, Duration.ofHours(6), Optional.empty(), Optional.of(QUEUE)));

        var requestId = queue.enqueue("probe", "{\"raise_error\": 1}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(messages)
                .containsExactly(new Message(
                        QUEUE,
                        "{\"raise_error\": 1}",
                        Map.of(
                                "RequestID", new Attribute("String", requestId),
                                "ErrorCode", new Attribute("Number", "200"),
                                "ErrorMessage", new Attribute("String", "intentional failure"))));
    }

    @Test
    void throttlesAreRetriedWithoutCountingAsAttempts() {
        function = context -> seen.size() < 5 ? new InvocationResult.Throttled() : RETURNED;
        var queue = queue(policy(0, Duration.ofHours(6), Optional.of(QUEUE), Optional.empty()));

        queue.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(seen).hasSize(5);
        assertThat(seen).extracting(delivery -> delivery.context().attempt()).containsOnly(1);
        assertThat(messages).isEmpty();
    }

    @Test
    void anEventThrottledForItsWholeAgeIsGivenUpWithoutAResponse() throws IOException {
        function = context -> new InvocationResult.Throttled();
        var queue = queue(policy(2, Duration.ofSeconds(60), Optional.of(QUEUE), Optional.empty()));

        queue.enqueue("probe", "{}".getBytes(UTF_8), Optional.empty());

        awaitEmpty(queue);
        assertThat(requestContext().path("condition").asText()).isEqualTo("EventAgeExceeded");
        assertThat(requestContext().path("approximateInvokeCount").asInt()).isZero();
        assertThat(JSON.readTree(messages.getFirst().body()).has("responsePayload"))
                .isFalse();
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

        assertThat(second.pending()).isOne();
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
        var queue = queue(AsynchronousInvocation.DEFAULTS, TimeScale.REAL);
        byte[] event = "x".repeat(1000).getBytes(UTF_8);

        for (int i = 0; i < 3000; i++) {
            queue.enqueue("probe", event, Optional.empty());
        }

        awaitEmpty(queue);
        assertThat(seen).hasSize(3000);
        assertThat(Files.size(folder.resolve("events.log"))).isLessThan(3_000_000);
        queue.close();
        assertThat(queue(AsynchronousInvocation.DEFAULTS, TimeScale.REAL).pending())
                .isZero();
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
        return queue(policy, FAST);
    }

    private AsynchronousQueue queue(AsynchronousInvocation policy, TimeScale scale) {
        var resource = TestFunction.function(
                "probe", folder.resolve("none.zip"), Probe.class, Duration.ofSeconds(1), OptionalInt.empty(), policy);
        var queue = AsynchronousQueue.open(
                folder.resolve("events.log"),
                Map.of("probe", resource),
                this::invoke,
                this::send,
                scale,
                InstantSource.system());
        open = Optional.of(queue);
        return queue;
    }

    private InvocationResult invoke(String name, byte[] event, InvocationContext context) {
        seen.add(new Seen(new String(event, UTF_8), context, Instant.now()));
        return function.apply(context);
    }

    private void send(String queueArn, String body, Map<String, Attribute> attributes) {
        if (destinationRefusals > 0) {
            destinationRefusals--;
            throw new IllegalStateException("the queue is away");
        }
        messages.add(new Message(queueArn, body, attributes));
    }
}
