package dev.darkroom.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// What DynamoDB leaves unprocessed under load, which DynamoDB Local never does.
final class BatchesTest {
    private static final String TABLE = "feeds";

    /// A DynamoDB that processes so many items a call and leaves the rest.
    private static final class Busy implements DynamoDbClient {
        private final int itemsPerCall;
        private final List<Integer> asked = new ArrayList<>();
        private final List<WriteRequest> written = new ArrayList<>();

        Busy(int itemsPerCall) {
            this.itemsPerCall = itemsPerCall;
        }

        @Override
        public synchronized BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
            List<WriteRequest> writes = request.requestItems().getOrDefault(TABLE, List.of());
            asked.add(writes.size());
            int done = Math.min(itemsPerCall, writes.size());
            written.addAll(writes.subList(0, done));
            return BatchWriteItemResponse.builder()
                    .unprocessedItems(
                            done == writes.size() ? Map.of() : Map.of(TABLE, writes.subList(done, writes.size())))
                    .build();
        }

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
            var wanted = Objects.requireNonNull(request.requestItems().get(TABLE));
            assertThat(wanted.consistentRead()).isTrue();
            List<Map<String, AttributeValue>> keys = wanted.keys();
            asked.add(keys.size());
            int done = Math.min(itemsPerCall, keys.size());
            return BatchGetItemResponse.builder()
                    .responses(Map.of(TABLE, keys.subList(0, done)))
                    .unprocessedKeys(
                            done == keys.size()
                                    ? Map.of()
                                    : Map.of(
                                            TABLE,
                                            wanted.toBuilder()
                                                    .keys(keys.subList(done, keys.size()))
                                                    .build()))
                    .build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    private static Batches batches(DynamoDbClient client) {
        return new Batches(client, new Backoff(new Random(1)));
    }

    private static List<WriteRequest> writes(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> WriteRequest.builder()
                        .putRequest(put -> put.item(Map.of("row", Values.number(number))))
                        .build())
                .toList();
    }

    @Test
    void whatIsLeftIsSentAgainUntilAllIsWritten() {
        var busy = new Busy(10);

        batches(busy).write(TABLE, writes(60));

        assertThat(busy.asked).containsExactlyInAnyOrder(25, 15, 5, 25, 15, 5, 10);
        assertThat(busy.written).containsExactlyInAnyOrderElementsOf(writes(60));
    }

    @Test
    void keysThatAreLeftAreAskedForAgain() {
        var busy = new Busy(40);
        List<Map<String, AttributeValue>> keys = IntStream.range(0, 130)
                .mapToObj(number -> Map.of("row", Values.number(number)))
                .toList();

        assertThat(batches(busy).get(TABLE, keys)).containsExactlyElementsOf(keys);
        assertThat(busy.asked).containsExactly(100, 60, 20, 30);
    }

    @Test
    void aTableThatTakesNothingIsAFailureInTheEnd() {
        var busy = new Busy(0);

        assertThatThrownBy(() -> batches(busy).write(TABLE, writes(1))).isInstanceOf(IllegalStateException.class);
        assertThat(busy.asked).hasSize(Backoff.MAX_ATTEMPTS);
    }

    @Test
    void waitsGrowUpToALongest() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(Backoff::longest).map(wait -> wait.toMillis()))
                .containsExactly(20L, 40L, 80L, 160L, 320L, 640L, 800L, 800L);
    }
}
