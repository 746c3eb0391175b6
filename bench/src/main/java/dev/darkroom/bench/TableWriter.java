package dev.darkroom.bench;

import dev.darkroom.client.CloudResources;
import dev.darkroom.client.SdkClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Many items at once in the stack's tables, past all functions.
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>
final class TableWriter implements AutoCloseable {
    private static final int BATCH_WRITE = 25;
    private static final int BATCH_GET = 100;

    private final CloudResources resources;
    private final DynamoDbClient dynamoDb;

    TableWriter(CloudResources resources) {
        this.resources = resources;
        this.dynamoDb = SdkClients.of(DynamoDbClient.builder(), resources);
    }

    /// Puts items in batches, so many batches at once.
    void write(String tableLogicalId, List<Map<String, AttributeValue>> items, int parallel)
            throws InterruptedException {
        String table = resources.name(tableLogicalId);
        List<Future<?>> batches = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(parallel, Thread.ofVirtual().factory())) {
            for (int from = 0; from < items.size(); from += BATCH_WRITE) {
                List<WriteRequest> puts = items.subList(from, Math.min(from + BATCH_WRITE, items.size())).stream()
                        .map(item -> WriteRequest.builder()
                                .putRequest(put -> put.item(item))
                                .build())
                        .toList();
                batches.add(threads.submit(() -> write(table, puts)));
            }
            for (Future<?> batch : batches) {
                batch.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("items were not written to " + table, e.getCause());
        }
    }

    private void write(String table, List<WriteRequest> puts) {
        Map<String, List<WriteRequest>> left = Map.of(table, puts);
        while (!left.isEmpty()) {
            Map<String, List<WriteRequest>> writing = left;
            left = dynamoDb.batchWriteItem(request -> request.requestItems(writing))
                    .unprocessedItems();
        }
    }

    Map<String, AttributeValue> item(String tableLogicalId, Map<String, AttributeValue> key) {
        return dynamoDb.getItem(request -> request.tableName(resources.name(tableLogicalId))
                        .consistentRead(true)
                        .key(key))
                .item();
    }

    /// How many of these items exist.
    int count(String tableLogicalId, List<Map<String, AttributeValue>> keys) {
        String table = resources.name(tableLogicalId);
        int found = 0;
        for (int from = 0; from < keys.size(); from += BATCH_GET) {
            var asked = KeysAndAttributes.builder()
                    .keys(keys.subList(from, Math.min(from + BATCH_GET, keys.size())))
                    .consistentRead(true)
                    .build();
            found += dynamoDb.batchGetItem(request -> request.requestItems(Map.of(table, asked)))
                    .responses()
                    .getOrDefault(table, List.of())
                    .size();
        }
        return found;
    }

    @Override
    public void close() {
        dynamoDb.close();
    }
}
