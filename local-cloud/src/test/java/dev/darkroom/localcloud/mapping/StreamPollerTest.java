package dev.darkroom.localcloud.mapping;

import static dev.darkroom.localcloud.mapping.StreamFixtures.FUNCTION;
import static dev.darkroom.localcloud.mapping.StreamFixtures.MAPPING;
import static dev.darkroom.localcloud.mapping.StreamFixtures.failed;
import static dev.darkroom.localcloud.mapping.StreamFixtures.returned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.mapping.StreamFixtures.Recorder;
import dev.darkroom.localcloud.stack.StreamMapping;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamPollerTest {
    @TempDir
    Path folder;

    private final InMemoryStream stream = new InMemoryStream();

    @Test
    void recordsArriveInOrder() {
        stream.shard("a", Optional.empty()).add(1, 50);
        var function = new Recorder(batch -> returned("{}"));

        try (StreamPoller poller = start(MAPPING, function)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(function.batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(10));
        assertThat(flat(function)).isEqualTo(numbers(1, 50));
    }

    @Test
    void aRestartGoesOnBehindTheLastBatchThatWasDone() {
        stream.shard("a", Optional.empty()).add(1, 5);
        try (StreamPoller poller = start(MAPPING, new Recorder(batch -> returned("{}")))) {
            await().until(() -> poller.pending() == 0);
        }
        stream.add(6, 7);
        var function = new Recorder(batch -> returned("{}"));

        try (StreamPoller poller = start(MAPPING, function)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(flat(function)).containsExactly("6", "7");
    }

    @Test
    void aBatchThatWasNotDoneComesAgainAfterARestart() {
        stream.shard("a", Optional.empty()).add(1, 3);
        var stuck = new CountDownLatch(1);
        FunctionInvoker hangs = (name, event, context) -> {
            try {
                stuck.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return failed();
        };
        start(MAPPING, hangs).close();
        var function = new Recorder(batch -> returned("{}"));

        try (StreamPoller poller = start(MAPPING, function)) {
            await().until(() -> poller.pending() == 0);
        }
        stuck.countDown();

        assertThat(flat(function)).containsExactly("1", "2", "3");
    }

    @Test
    void aChildShardIsBegunWhenItsParentIsDone() {
        stream.shard("parent", Optional.empty()).add(1, 2).close();
        stream.shard("child", Optional.of("parent")).add(3, 4);
        var refusals = new AtomicInteger(3);
        var function = new Recorder(
                batch -> batch.contains("2") && refusals.getAndDecrement() > 0 ? failed() : returned("{}"));

        try (StreamPoller poller = start(StreamFixtures.mapping(false, 5), function)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(function.batches.subList(0, 4)).containsOnly(List.of("1", "2"));
        assertThat(flat(function)).endsWith("3", "4");
    }

    @Test
    void aShardThatRollsWhileItIsReadIsFollowed() {
        stream.shard("first", Optional.empty()).add(1, 1);
        var function = new Recorder(batch -> returned("{}"));

        try (StreamPoller poller = start(MAPPING, function)) {
            await().until(() -> poller.pending() == 0);
            stream.close();
            stream.shard("second", Optional.of("first")).add(2, 2);
            poller.wake();
            await().until(() -> flat(function).contains("2"));
            await().until(() -> poller.pending() == 0);
        }

        assertThat(flat(function)).containsExactly("1", "2");
    }

    @Test
    void aNewMappingThatBeginsAtTheLatestRecordKeepsThatPlaceAcrossARestart() {
        stream.shard("a", Optional.empty()).add(1, 3);
        StreamMapping latest = atLatest();
        start(latest, new Recorder(batch -> returned("{}"))).close();
        stream.add(4, 4);
        var function = new Recorder(batch -> returned("{}"));

        try (StreamPoller poller = start(latest, function)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(flat(function)).containsExactly("4");
    }

    @Test
    void parallelBatchesKeepTheOrderOfEachItem() {
        InMemoryStream shard = stream.shard("a", Optional.empty());
        IntStream.rangeClosed(1, 200)
                .forEach(number -> shard.add(StreamFixtures.record(number, "key" + number % 7, StreamFixtures.NOW)));
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var function = new Recorder(batch -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            LockSupport.parkNanos(100_000);
            running.decrementAndGet();
            return returned("{}");
        });
        StreamMapping parallel =
                StreamFixtures.with(MAPPING, 5, 4, OptionalInt.of(2), Optional.empty(), false, List.of());

        try (StreamPoller poller = start(parallel, function)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(flat(function)).hasSize(200);
        for (int key = 0; key < 7; key++) {
            int remainder = key;
            assertThat(flat(function).stream().map(Integer::valueOf).filter(each -> each % 7 == remainder))
                    .isSorted();
        }
        assertThat(most.get()).isBetween(1, 4);
    }

    @Test
    void whatTheFiltersHoldBackIsPassedOver() {
        stream.shard("a", Optional.empty()).add(1, 9);
        StreamMapping filtered = StreamFixtures.with(
                MAPPING,
                10,
                1,
                OptionalInt.of(2),
                Optional.empty(),
                false,
                List.of(
                        "{\"dynamodb\":{\"SequenceNumber\":[\"3\",\"5\"]}}",
                        "{\"dynamodb\":{\"SequenceNumber\":[\"9\"]}}"));
        var function = new Recorder(batch -> returned("{}"));

        try (StreamPoller poller = start(filtered, function)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(flat(function)).containsExactly("3", "5", "9");
    }

    @Test
    void failedBatchesGoToTheirQueueInTheShapeThatAwsRecorded() {
        stream.shard("a", Optional.empty()).add(1, 1);
        var sent = new ConcurrentLinkedQueue<String>();
        StreamMapping mapping = toQueue();

        try (StreamPoller poller = start(mapping, new Recorder(batch -> failed()), sent)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(sent)
                .singleElement()
                .satisfies(record -> assertThat(DynamoDbCalls.JSON.readTree(record))
                        .isEqualTo(DynamoDbCalls.JSON.readTree("""
                        {"requestContext":{"requestId":"%s",
                          "functionArn":"arn:aws:lambda:us-east-1:123456789012:function:feed",
                          "condition":"RetryAttemptsExhausted","approximateInvokeCount":2},
                         "responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},
                         "version":"1.0","timestamp":"2026-11-20T12:00:00.000Z",
                         "DDBStreamBatchInfo":{"shardId":"a","startSequenceNumber":"1","endSequenceNumber":"1",
                          "approximateArrivalOfFirstRecord":"2026-11-20T12:00:00Z",
                          "approximateArrivalOfLastRecord":"2026-11-20T12:00:00Z","batchSize":1,
                          "streamArn":"arn:aws:dynamodb:us-east-1:123456789012:table/photos/stream/now"}}""".formatted(DynamoDbCalls.JSON
                                .readTree(record)
                                .path("requestContext")
                                .path("requestId")
                                .asText()))));
    }

    private static StreamMapping atLatest() {
        return new StreamMapping(
                MAPPING.id(),
                MAPPING.tableName(),
                StreamMapping.StartingPosition.LATEST,
                10,
                MAPPING.batchingWindow(),
                1,
                OptionalInt.of(2),
                Optional.empty(),
                false,
                true,
                List.of(),
                Optional.empty());
    }

    private static StreamMapping toQueue() {
        return new StreamMapping(
                MAPPING.id(),
                MAPPING.tableName(),
                MAPPING.startingPosition(),
                10,
                MAPPING.batchingWindow(),
                1,
                OptionalInt.of(1),
                Optional.empty(),
                false,
                true,
                List.of(),
                Optional.of("arn:aws:sqs:us-east-1:123456789012:dead"));
    }

    private StreamPoller start(StreamMapping mapping, FunctionInvoker function) {
        return start(mapping, function, new ConcurrentLinkedQueue<>());
    }

    private StreamPoller start(StreamMapping mapping, FunctionInvoker function, Queue<String> sent) {
        var surroundings = new Surroundings(
                new DynamoDbCalls(() -> URI.create("http://127.0.0.1:1")),
                folder,
                "us-east-1",
                "123456789012",
                function,
                (queue, body, attributes) -> sent.add(body),
                (bucket, key, json) -> {},
                RemovalOrigin.NO_EXPIRY,
                StreamFixtures.FAST,
                Clock.fixed(StreamFixtures.NOW, ZoneOffset.UTC));
        return StreamPoller.start(mapping, FUNCTION, surroundings, () -> stream);
    }

    private static List<String> flat(Recorder function) {
        synchronized (function.batches) {
            return function.batches.stream().flatMap(List::stream).toList();
        }
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }
}
