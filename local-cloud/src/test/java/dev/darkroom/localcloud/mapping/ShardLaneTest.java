package dev.darkroom.localcloud.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How a batch comes to its end: by its size, its bytes, or its window.
/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html>
class ShardLaneTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final List<ShardLane> lanes = new ArrayList<>();

    @AfterEach
    void closeLanes() {
        lanes.forEach(ShardLane::close);
    }

    @Test
    void withoutAWindowWhatIsThereIsSentAtOnce() {
        ShardLane lane = lane(10, Duration.ZERO);
        lane.offer(StreamFixtures.records(1, 3));

        await().untilAsserted(() -> assertThat(batches).containsExactly(List.of("1", "2", "3")));
    }

    @Test
    void aFullBatchDoesNotWaitForItsWindowToEnd() {
        ShardLane lane = lane(2, DAY);
        lane.offer(StreamFixtures.records(1, 5));

        await().untilAsserted(() -> assertThat(batches).containsExactly(List.of("1", "2"), List.of("3", "4")));
        lane.offer(StreamFixtures.records(6, 6));
        await().untilAsserted(() -> assertThat(batches).hasSize(3).endsWith(List.of("5", "6")));
    }

    @Test
    void aBatchThatIsNotFullIsSentWhenItsWindowEnds() {
        ShardLane lane = lane(10, Duration.ofMillis(1));
        lane.offer(StreamFixtures.records(1, 3));

        await().untilAsserted(
                        () -> assertThat(batches.stream().flatMap(List::stream)).containsExactly("1", "2", "3"));
    }

    @Test
    void aBatchEndsEarlyWhereAnEventWouldBecomeTooLarge() {
        ShardLane lane = lane(10_000, DAY);
        // Half a limit less a little: two fit, three do not. Two bytes a character, so that bytes are what counts.
        String text = "é".repeat(EventSize.LIMIT_BYTES / 4 - 1_000);
        lane.offer(IntStream.rangeClosed(1, 5)
                .mapToObj(number -> large(number, text))
                .toList());

        await().untilAsserted(() -> assertThat(batches).containsExactly(List.of("1", "2"), List.of("3", "4")));
    }

    @Test
    void aRecordTooLargeForAnyEventIsOneByItself() {
        List<Integer> sizes = List.of(1, EventSize.LIMIT_BYTES + 1, EventSize.LIMIT_BYTES, 1, 1);

        assertThat(EventSize.split(sizes, Integer::intValue))
                .containsExactly(
                        List.of(1), List.of(EventSize.LIMIT_BYTES + 1), List.of(EventSize.LIMIT_BYTES), List.of(1, 1));
        assertThat(EventSize.split(List.of(), (Integer size) -> size)).isEmpty();
    }

    private static StreamRecord large(int number, String text) {
        StreamRecord small = StreamFixtures.record(number);
        small.json().put("text", text);
        return StreamRecord.of(small.json());
    }

    private ShardLane lane(int batchSize, Duration window) {
        var lane = new ShardLane(batchSize, window);
        lanes.add(lane);
        Thread.startVirtualThread(() -> lane.run(batch ->
                batches.add(batch.stream().map(StreamRecord::sequenceNumber).toList())));
        return lane;
    }
}
