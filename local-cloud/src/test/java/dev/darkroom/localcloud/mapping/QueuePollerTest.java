package dev.darkroom.localcloud.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.AwsRecording;
import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.backend.SqsBackend;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.lambda.TraceHeader;
import dev.darkroom.localcloud.lambda.runtime.LambdaHost;
import dev.darkroom.localcloud.stack.QueueMapping;
import dev.darkroom.localcloud.stack.QueueResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html>
class QueuePollerTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";

    @TempDir
    static Path folder;

    private static SqsBackend backend;
    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        List<QueueResource> queues = new ArrayList<>();
        for (String name : List.of(
                "shapes",
                "failing",
                "first.fifo",
                "reported",
                "malformed",
                "throttled",
                "filtered",
                "many",
                "loop",
                "large",
                "window",
                "early",
                "sifted")) {
            queues.add(queue(name));
        }
        queues.addAll(queues.stream().map(source -> dead(source.name())).toList());
        backend = SqsBackend.start(folder, URI.create("http://127.0.0.1:1"), "us-east-1", "123456789012", queues);
        sqs = backend.client();
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void messageAttributesHaveTheShapeThatLambdaSends() throws IOException {
        List<JsonNode> records = new CopyOnWriteArrayList<>();
        sqs.sendMessage(request -> request.queueUrl(url("shapes"))
                .messageBody("{\"a\":1}")
                .messageAttributes(Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("PUBLISHED")
                                .build(),
                        "bytes",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromUtf8String("abc"))
                                .build())));

        try (QueuePoller poller =
                poll("shapes", 10, List.of(), collect(records, batch -> StreamFixtures.returned("{}")))) {
            await().until(() -> records.size() == 1 && poller.pending() == 0);
        }

        JsonNode record = records.getFirst();
        assertThat(record.path("md5OfBody").asText()).isEqualTo("bb6cb5c68df4652941caf652a366f2d8");
        assertThat(record.path("md5OfMessageAttributes").asText()).hasSize(32);
        assertThat(record.path("messageAttributes")).isEqualTo(DynamoDbCalls.JSON.readTree("""
                {"kind":{"stringValue":"PUBLISHED","stringListValues":[],"binaryListValues":[],"dataType":"String"},
                 "bytes":{"binaryValue":"YWJj","stringListValues":[],"binaryListValues":[],"dataType":"Binary"}}"""));
    }

    /// Against the recording of November 2025: what a failing function gets until the redrive, and what the dead-letter
    /// queue gets then.
    @Test
    void aMessageThatFailsComesAgainUntilItsRedrive() {
        List<JsonNode> records = new CopyOnWriteArrayList<>();
        send("failing", "{\"destination\": \"queue\", \"fail_attempts\": 2}");

        FunctionInvoker function = collect(records, batch -> {
            comeBack("failing", batch);
            return StreamFixtures.failed();
        });

        try (QueuePoller poller = poll("failing", 10, List.of(), function)) {
            await().until(() -> count("dead-failing") == 1 && poller.pending() == 0);
        }

        ObjectNode seen = DynamoDbCalls.request().put("recorded", "25-11-2025");
        seen.set("first", event(records.getFirst()));
        seen.set("second", event(records.getLast()));
        seen.put("deadLetterMessageId", take("dead-failing").getFirst());
        AwsRecording.of("queue-mapping.json", "/failing").assertMatches(seen);
        assertThat(records).hasSize(2);
        assertThat(records.getFirst().path("eventSourceARN").asText()).isEqualTo(ARN + "failing");
        assertThat(records.getFirst().path("awsRegion").asText()).isEqualTo("us-east-1");
    }

    /// Against the recording of March 2025: of four messages of one group the function reports three, then one of them.
    @Test
    void whatAFifoQueuesFunctionReportsComesAgain() {
        List<List<JsonNode>> batches = new CopyOnWriteArrayList<>();
        List<List<String>> failures = new CopyOnWriteArrayList<>();
        for (int number = 1; number <= 4; number++) {
            String id = String.valueOf(number);
            sqs.sendMessage(request -> request.queueUrl(url("first.fifo"))
                    .messageBody(id)
                    .messageGroupId("1")
                    .messageDeduplicationId("dedup-" + id));
        }
        FunctionInvoker function = collect(new ArrayList<>(), batch -> {
            List<JsonNode> failed = batch.size() == 4 ? batch.subList(1, 4) : batch.subList(2, 3);
            batches.add(batch);
            failures.add(failed.stream().map(QueuePollerTest::id).toList());
            comeBack("first.fifo", failed);
            return reporting(failures.getLast());
        });

        try (QueuePoller poller = poll("first.fifo", 10, List.of(), function)) {
            await().until(() -> count("dead-first.fifo") == 1 && poller.pending() == 0);
        }

        ObjectNode seen = DynamoDbCalls.request().put("recorded", "03-03-2025");
        seen.set("first", ids(batches.getFirst()));
        seen.set("firstFailures", array(failures.getFirst()));
        seen.set("second", ids(batches.getLast()));
        seen.set("secondFailures", array(failures.getLast()));
        seen.set("deadLetters", array(take("dead-first.fifo")));
        AwsRecording.of("queue-mapping.json", "/batchItemFailures").assertMatches(seen);
        AwsRecording.of("queue-mapping.json", "/fifo/record")
                .assertMatches(batches.getFirst().getFirst());
    }

    @Test
    void onlyWhatSucceededIsDeletedAndTheRestComesBackUntilItsRedrive() {
        List<JsonNode> records = new CopyOnWriteArrayList<>();
        send("reported", "good", "bad");
        FunctionInvoker function = collect(records, batch -> {
            List<JsonNode> bad = batch.stream()
                    .filter(record -> record.path("body").asText().equals("bad"))
                    .toList();
            comeBack("reported", bad);
            return reporting(bad.stream().map(QueuePollerTest::id).toList());
        });

        try (QueuePoller poller = poll("reported", 10, List.of(), function)) {
            await().until(() -> count("dead-reported") == 1 && poller.pending() == 0);
        }

        assertThat(records)
                .extracting(record -> record.path("body").asText())
                .filteredOn("good"::equals)
                .hasSize(1);
        assertThat(records)
                .extracting(record -> record.path("body").asText())
                .filteredOn("bad"::equals)
                .hasSize(2);
    }

    @Test
    void anAnswerThatNamesNoMessageOfTheBatchDeletesNothing() {
        List<JsonNode> records = new CopyOnWriteArrayList<>();
        send("malformed", "one");

        FunctionInvoker function = collect(records, batch -> {
            comeBack("malformed", batch);
            return StreamFixtures.reporting("another");
        });

        try (QueuePoller poller = poll("malformed", 10, List.of(), function)) {
            await().until(() -> count("dead-malformed") == 1 && poller.pending() == 0);
        }

        assertThat(records).hasSize(2);
    }

    /// Source: Use Lambda recursive loop detection to prevent infinite loops,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>
    @Test
    void aMessageInALoopComesBackUntilItsRedriveAndItsNeighboursGetThrough() {
        List<String> traces = new CopyOnWriteArrayList<>();
        List<JsonNode> records = new CopyOnWriteArrayList<>();
        FunctionInvoker function = (name, event, context) -> {
            var trace = TraceHeader.of(context.traceHeader());
            if (trace.isLoopOf(name)) {
                comeBack("loop", batch(event));
                return new InvocationResult.Recursive();
            }
            traces.add(trace.toString());
            return collect(records, batch -> StreamFixtures.returned("{}")).invoke(name, event, context);
        };
        var once = TraceHeader.of(Optional.empty()).through("function");
        var often = once;
        for (int run = 1; run < TraceHeader.MAX_PASSES; run++) {
            often = often.through("function");
        }
        send("loop", "without a trace");
        sendTraced("loop", "once", once.toString());
        sendTraced("loop", "too often", "Root=1-2-3;" + often);

        try (QueuePoller poller = poll("loop", 10, List.of(), function)) {
            await().until(() -> count("dead-loop") == 1 && poller.pending() == 0);
        }

        assertThat(records)
                .extracting(record -> record.path("body").asText())
                .containsExactlyInAnyOrder("without a trace", "once");
        assertThat(traces).contains(once.toString());
    }

    /// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>
    @Test
    void aThrottledBatchComesBackWithoutBeingLost() {
        List<JsonNode> records = new CopyOnWriteArrayList<>();
        send("throttled", "one");
        FunctionInvoker function = collect(records, batch -> {
            if (records.size() > 1) {
                return StreamFixtures.returned("{}");
            }
            comeBack("throttled", batch);
            return new InvocationResult.Throttled();
        });

        try (QueuePoller poller = poll("throttled", 10, List.of(), function)) {
            await().until(() -> records.size() == 2 && poller.pending() == 0);
        }

        assertThat(records)
                .extracting(record -> record.path("attributes")
                        .path("ApproximateReceiveCount")
                        .asText())
                .containsExactly("1", "2");
        assertThat(count("dead-throttled")).isZero();
    }

    /// A message may have a million bytes, an event six.
    /// Source: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html>
    @Test
    void aBatchEndsEarlyWhereAnEventWouldBecomeTooLarge() {
        List<JsonNode> records = new CopyOnWriteArrayList<>();
        List<Integer> bytes = new CopyOnWriteArrayList<>();
        FunctionInvoker collecting = collect(records, batch -> StreamFixtures.returned("{}"));
        FunctionInvoker function = (name, event, context) -> {
            bytes.add(event.length);
            return collecting.invoke(name, event, context);
        };
        for (int i = 0; i < 10; i++) {
            send("large", i + "x".repeat(1_000_000));
        }

        try (QueuePoller poller = poll("large", 10, List.of(), function)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(records.stream().map(QueuePollerTest::id))
                .doesNotHaveDuplicates()
                .hasSize(10);
        assertThat(bytes).hasSizeGreaterThan(1).allMatch(each -> each <= LambdaHost.EVENT_LIMIT_BYTES);
    }

    @Test
    void whatTheFiltersHoldBackIsDeleted() {
        List<JsonNode> records = new CopyOnWriteArrayList<>();
        send("filtered", "{\"kind\":\"wanted\"}", "{\"kind\":\"other\"}", "no json");

        try (QueuePoller poller = poll(
                "filtered",
                10,
                List.of("{\"body\":{\"kind\":[\"wanted\"]}}"),
                collect(records, batch -> StreamFixtures.returned("{}")))) {
            await().until(() -> records.size() == 1 && poller.pending() == 0);
        }

        assertThat(count("dead-filtered")).isZero();
    }

    @Test
    void whatComesWithinTheWindowComesTogether() {
        List<Integer> sizes = new CopyOnWriteArrayList<>();

        try (QueuePoller poller = poll("window", 25, Duration.ofMinutes(5), List.of(), counting(sizes))) {
            for (int i = 0; i < 25; i++) {
                send("window", "message " + i);
            }
            await().until(() -> poller.pending() == 0);
        }

        assertThat(sizes).containsExactly(25);
    }

    @Test
    void aBatchThatIsNotFullIsSentWhenItsWindowEnds() {
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        send("early", "one", "two", "three");

        try (QueuePoller poller = poll("early", 10, Duration.ofMillis(100), List.of(), counting(sizes))) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
    }

    /// "If you're using batching windows, Lambda applies your filter criteria to each new event to determine whether to
    /// add it to the current batch."
    /// Source: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html>
    @Test
    void whatTheFiltersHoldBackTakesNoPlaceInABatch() {
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 6; i++) {
            send("sifted", "other", "wanted");
        }

        try (QueuePoller poller =
                poll("sifted", 6, Duration.ofMinutes(5), List.of("{\"body\":[\"wanted\"]}"), counting(sizes))) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(sizes).containsExactly(6);
    }

    @Test
    void noMoreBatchesRunAtOnceThanTheMaximumConcurrency() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var seen = new AtomicInteger();
        var both = new CountDownLatch(2);
        FunctionInvoker function = (name, event, context) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            both.countDown();
            await().until(() -> both.getCount() == 0);
            running.decrementAndGet();
            seen.incrementAndGet();
            return StreamFixtures.returned("");
        };
        for (int i = 0; i < 8; i++) {
            send("many", "message " + i);
        }

        try (QueuePoller poller = poll("many", 1, List.of(), function)) {
            await().until(() -> seen.get() == 8 && poller.pending() == 0);
        }

        assertThat(most.get()).isEqualTo(2);
    }

    private static QueuePoller poll(String queue, int batchSize, List<String> filters, FunctionInvoker function) {
        return poll(queue, batchSize, Duration.ZERO, filters, function);
    }

    private static QueuePoller poll(
            String queue, int batchSize, Duration window, List<String> filters, FunctionInvoker function) {
        var mapping = new QueueMapping(
                "mapping-of-" + queue, ARN + queue, batchSize, window, OptionalInt.of(2), true, filters);
        return QueuePoller.start(mapping, "function", "us-east-1", sqs, function, TimeScale.REAL);
    }

    private static FunctionInvoker collect(
            List<JsonNode> records, Function<List<JsonNode>, InvocationResult> behaviour) {
        return (name, event, context) -> {
            List<JsonNode> batch = batch(event);
            records.addAll(batch);
            return behaviour.apply(batch);
        };
    }

    private static FunctionInvoker counting(List<Integer> sizes) {
        return collect(new CopyOnWriteArrayList<>(), batch -> {
            sizes.add(batch.size());
            return StreamFixtures.returned("{}");
        });
    }

    private static List<JsonNode> batch(byte[] event) {
        try {
            List<JsonNode> batch = new ArrayList<>();
            DynamoDbCalls.JSON.readTree(event).path("Records").forEach(batch::add);
            return batch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the time for which messages are hidden.
    private static void comeBack(String queue, List<JsonNode> records) {
        records.forEach(record -> sqs.changeMessageVisibility(request -> request.queueUrl(url(queue))
                .receiptHandle(record.path("receiptHandle").asText())
                .visibilityTimeout(0)));
    }

    private static void send(String queue, String... bodies) {
        for (String body : bodies) {
            sqs.sendMessage(request -> request.queueUrl(url(queue)).messageBody(body));
        }
    }

    private static void sendTraced(String queue, String body, String traceHeader) {
        sqs.sendMessage(request -> request.queueUrl(url(queue))
                .messageBody(body)
                .overrideConfiguration(override -> override.putHeader("X-Amzn-Trace-Id", traceHeader)));
    }

    private static int count(String queue) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(url(queue)).attributeNamesWithStrings("All"))
                .attributesAsStrings()
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().equals("ApproximateNumberOfMessages"))
                .mapToInt(entry -> Integer.parseInt(entry.getValue()))
                .sum();
    }

    private static String id(JsonNode record) {
        return record.path("messageId").asText();
    }

    private static ArrayNode ids(List<JsonNode> records) {
        return array(records.stream().map(QueuePollerTest::id).toList());
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = DynamoDbCalls.JSON.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ObjectNode event(JsonNode record) {
        ObjectNode event = DynamoDbCalls.request();
        event.putArray("Records").add(record);
        return event;
    }

    private static InvocationResult reporting(List<String> ids) {
        return StreamFixtures.returned(ids.stream()
                .map(id -> "{\"itemIdentifier\":\"" + id + "\"}")
                .collect(Collectors.joining(",", "{\"batchItemFailures\":[", "]}")));
    }

    private static List<String> take(String queue) {
        return sqs.receiveMessage(request -> request.queueUrl(url(queue)).maxNumberOfMessages(10)).messages().stream()
                .map(Message::messageId)
                .toList();
    }

    private static String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    /// Messages are hidden for longer than any test lasts: what is to come back is made to.
    private static QueueResource queue(String name) {
        Map<String, String> attributes = new HashMap<>(Map.of(
                "VisibilityTimeout",
                "600",
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + ARN + "dead-" + name + "\",\"maxReceiveCount\":2}"));
        if (name.endsWith(".fifo")) {
            attributes.put("FifoQueue", "true");
        }
        return new QueueResource(name, name, ARN + name, attributes);
    }

    private static QueueResource dead(String source) {
        String name = "dead-" + source;
        return new QueueResource(
                name, name, ARN + name, source.endsWith(".fifo") ? Map.of("FifoQueue", "true") : Map.of());
    }
}
