package dev.darkroom.localcloud.mapping;

import static dev.darkroom.localcloud.mapping.StreamFixtures.MAPPING;
import static dev.darkroom.localcloud.mapping.StreamFixtures.failed;
import static dev.darkroom.localcloud.mapping.StreamFixtures.flat;
import static dev.darkroom.localcloud.mapping.StreamFixtures.returned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.mapping.StreamFixtures.Recorder;
import dev.darkroom.localcloud.stack.StreamMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html>
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

    /// One lane is stuck and others go on; what counts is the first record that is not done.
    @Test
    void thePositionNeverPassesARecordThatWasNotDelivered() {
        InMemoryStream shard = stream.shard("a", Optional.empty());
        IntStream.rangeClosed(1, 40)
                .forEach(number -> shard.add(StreamFixtures.record(number, "key" + number % 8, StreamFixtures.NOW)));
        StreamMapping parallel =
                StreamFixtures.with(MAPPING, 1, 4, OptionalInt.empty(), Optional.empty(), false, List.of());
        var first = new Recorder(batch -> batch.contains("3") ? new InvocationResult.Throttled() : returned("{}"));

        try (StreamPoller poller = start(parallel, first)) {
            await().until(() ->
                    Set.copyOf(flat(first)).size() > 5 && flat(first).contains("3"));
            assertThat(poller.pending()).isPositive();
        }
        var second = new Recorder(batch -> returned("{}"));
        try (StreamPoller poller = start(parallel, second)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(flat(second)).containsOnlyOnceElementsOf(numbers(3, 40)).doesNotContain("1", "2");
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

    /// "Once your filter criteria processes a DynamoDB record, the streams iterator advances past this record."
    /// Source: <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html>
    @Test
    void recordsThatAreHeldBackMoveThePosition() {
        stream.shard("a", Optional.empty()).add(1, 9);
        List<String> none = List.of("{\"dynamodb\":{\"SequenceNumber\":[\"none\"]}}");
        var held = new Recorder(batch -> returned("{}"));
        try (StreamPoller poller =
                start(StreamFixtures.with(MAPPING, 10, 1, OptionalInt.of(2), Optional.empty(), false, none), held)) {
            await().until(() -> poller.pending() == 0);
        }
        stream.add(10, 10);
        var function = new Recorder(batch -> returned("{}"));

        try (StreamPoller poller = start(MAPPING, function)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(held.batches).isEmpty();
        assertThat(flat(function)).containsExactly("10");
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

    private StreamPoller start(StreamMapping mapping, FunctionInvoker function) {
        return StreamFixtures.start(mapping, function, folder, stream);
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }
}
