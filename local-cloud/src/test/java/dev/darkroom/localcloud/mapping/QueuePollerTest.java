package dev.darkroom.localcloud.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.backend.SqsBackend;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.lambda.TraceHeader;
import dev.darkroom.localcloud.stack.QueueMapping;
import dev.darkroom.localcloud.stack.QueueResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class QueuePollerTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";

    @TempDir
    static Path folder;

    private static SqsBackend backend;
    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        List<QueueResource> queues = new ArrayList<>();
        for (String name : List.of("shapes", "reported", "malformed", "filtered", "many", "speed", "window", "loop")) {
            queues.add(queue(
                    name,
                    Map.of(
                            "VisibilityTimeout",
                            name.equals("window") ? "10" : "1",
                            "RedrivePolicy",
                            "{\"deadLetterTargetArn\":\"" + ARN + "dead-" + name + "\",\"maxReceiveCount\":2}")));
            queues.add(queue("dead-" + name, Map.of()));
        }
        backend = SqsBackend.start(folder, URI.create("http://127.0.0.1:1"), "us-east-1", "123456789012", queues);
        sqs = backend.client();
    }

    /// ElasticMQ waits for long polls when it stops, so none may be left.
    @AfterAll
    static void stop() {
        long began = System.nanoTime();
        backend.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    /// Against the recordings of March and November 2025.
    @Test
    void messagesHaveTheShapeThatLambdaSends() throws IOException {
        List<JsonNode> records = new CopyOnWriteArrayList<>();
        sqs.sendMessage(request -> request.queueUrl(url("shapes"))
                .messageBody("{\"a\":1}")
                .messageAttributes(Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("PUBLISHED")
                                .build())));

        try (QueuePoller poller =
                poll("shapes", 10, List.of(), collect(records, batch -> StreamFixtures.returned("{}")))) {
            await().until(() -> records.size() == 1 && poller.pending() == 0);
        }

        ObjectNode record = (ObjectNode) records.getFirst();
        assertThat(record.path("attributes").properties())
                .extracting(Map.Entry::getKey)
                .contains("ApproximateReceiveCount", "SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp");
        assertThat(record.path("attributes").path("ApproximateReceiveCount").asText())
                .isEqualTo("1");
        record.remove(List.of("messageId", "receiptHandle", "attributes", "md5OfMessageAttributes"));
        assertThat(record).isEqualTo(DynamoDbCalls.JSON.readTree("""
                {"body":"{\\"a\\":1}","messageAttributes":{"kind":{"stringValue":"PUBLISHED",
                  "stringListValues":[],"binaryListValues":[],"dataType":"String"}},
                 "md5OfBody":"bb6cb5c68df4652941caf652a366f2d8","eventSource":"aws:sqs",
                 "eventSourceARN":"arn:aws:sqs:us-east-1:123456789012:shapes","awsRegion":"us-east-1"}"""));
    }

    @Test
    void onlyWhatSucceededIsDeletedAndTheRestComesBackUntilItsRedrive() {
        List<JsonNode> records = new CopyOnWriteArrayList<>();
        send("reported", "good", "bad");
        FunctionInvoker function = collect(
                records,
                batch -> StreamFixtures.returned(batch.stream()
                        .filter(record -> record.path("body").asText().equals("bad"))
                        .map(record -> "{\"itemIdentifier\":\""
                                + record.path("messageId").asText() + "\"}")
                        .collect(Collectors.joining(",", "{\"batchItemFailures\":[", "]}"))));

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

        try (QueuePoller poller =
                poll("malformed", 10, List.of(), collect(records, batch -> StreamFixtures.reporting("another")))) {
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
        FunctionInvoker function = collect(new ArrayList<>(), batch -> {
            sizes.add(batch.size());
            return StreamFixtures.returned("{}");
        });

        try (QueuePoller poller = poll("window", 30, Duration.ofMillis(1500), List.of(), function)) {
            for (int i = 0; i < 25; i++) {
                send("window", "message " + i);
            }
            await().until(() -> poller.pending() == 0);
        }

        assertThat(sizes).hasSizeLessThan(3);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(25);
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

    @Test
    void aMessageReachesTheFunctionSoon() {
        List<JsonNode> records = new CopyOnWriteArrayList<>();
        var nanos = new long[20];

        try (QueuePoller poller =
                poll("speed", 1, List.of(), collect(records, batch -> StreamFixtures.returned("{}")))) {
            for (int i = 0; i < nanos.length; i++) {
                int expected = i + 1;
                send("speed", "message");
                long began = System.nanoTime();
                await().pollInterval(Duration.ofMillis(1)).until(() -> records.size() == expected);
                nanos[i] = System.nanoTime() - began;
                await().until(() -> poller.pending() == 0);
            }
        }

        Arrays.sort(nanos);
        assertThat(Duration.ofNanos(nanos[nanos.length / 2])).isLessThan(Duration.ofMillis(200));
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
            try {
                List<JsonNode> batch = new ArrayList<>();
                DynamoDbCalls.JSON.readTree(event).path("Records").forEach(batch::add);
                records.addAll(batch);
                return behaviour.apply(batch);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
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

    private static String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    private static QueueResource queue(String name, Map<String, String> attributes) {
        return new QueueResource(name, name, ARN + name, attributes);
    }
}
