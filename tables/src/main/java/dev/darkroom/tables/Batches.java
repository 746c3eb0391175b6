package dev.darkroom.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Reads and writes of many items of one table. What DynamoDB leaves unprocessed is sent again, with back-off.
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html> and
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>
final class Batches {
    private static final int MAX_WRITES = 25;
    private static final int MAX_READS = 100;

    /// A call waits for its answer most of the time; each more at once costs a connection.
    private static final int CALLS_AT_ONCE = 4;

    private final DynamoDbClient dynamoDb;
    private final Backoff backoff;

    Batches(DynamoDbClient dynamoDb, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.backoff = backoff;
    }

    /// The items that exist among these keys, strongly consistent, each once, in no order.
    ///
    /// @throws IllegalStateException where DynamoDB leaves keys unprocessed each time
    List<Map<String, AttributeValue>> get(String table, Collection<Map<String, AttributeValue>> keys) {
        return get(table, keys, true);
    }

    /// The same, eventually consistent: half as dear, and up to a second old.
    List<Map<String, AttributeValue>> getEventually(String table, Collection<Map<String, AttributeValue>> keys) {
        return get(table, keys, false);
    }

    private List<Map<String, AttributeValue>> get(
            String table, Collection<Map<String, AttributeValue>> keys, boolean consistent) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        for (var chunk : chunks(new LinkedHashSet<>(keys), MAX_READS)) {
            Map<String, KeysAndAttributes> pending = Map.of(
                    table,
                    KeysAndAttributes.builder()
                            .keys(chunk)
                            .consistentRead(consistent)
                            .build());
            for (int attempt = 1; !pending.isEmpty(); attempt++) {
                awaitTurn(attempt);
                Map<String, KeysAndAttributes> asked = pending;
                BatchGetItemResponse answer = dynamoDb.batchGetItem(get -> get.requestItems(asked));
                found.addAll(answer.responses().getOrDefault(table, List.of()));
                pending = answer.unprocessedKeys();
            }
        }
        return found;
    }

    /// Writes until all is written. DynamoDB refuses two writes of one key in one call: the caller leaves them out.
    ///
    /// @throws IllegalStateException where DynamoDB leaves writes unprocessed each time; the others are done
    void write(String table, Collection<WriteRequest> writes) {
        Concurrently.map(chunks(writes, MAX_WRITES), CALLS_AT_ONCE, chunk -> write(table, chunk));
    }

    /// @return how many
    private int write(String table, List<WriteRequest> chunk) {
        Map<String, List<WriteRequest>> pending = Map.of(table, chunk);
        for (int attempt = 1; !pending.isEmpty(); attempt++) {
            awaitTurn(attempt);
            Map<String, List<WriteRequest>> asked = pending;
            pending =
                    dynamoDb.batchWriteItem(write -> write.requestItems(asked)).unprocessedItems();
        }
        return chunk.size();
    }

    private void awaitTurn(int attempt) {
        if (attempt > Backoff.MAX_ATTEMPTS) {
            throw new IllegalStateException("DynamoDB left items unprocessed " + Backoff.MAX_ATTEMPTS + " times");
        }
        if (attempt > 1) {
            backoff.await(attempt - 1);
        }
    }

    private static <T> List<List<T>> chunks(Collection<T> all, int size) {
        List<T> list = List.copyOf(all);
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += size) {
            chunks.add(list.subList(from, Math.min(from + size, list.size())));
        }
        return chunks;
    }
}
