package dev.darkroom.tables;

import static dev.darkroom.tables.Values.text;

import dev.darkroom.model.FeedRow;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Timestamps;
import dev.darkroom.model.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// The Feeds table in DynamoDB: partition key `userId`, sort key `row` = `publishedAt#photoId`, and the photo's
/// `ownerId`.
public final class DynamoDbFeedTable implements FeedTable {
    /// Greater than every row: rows begin with a year.
    private static final String AFTER_ALL = "~";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Batches batches;

    public DynamoDbFeedTable(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.batches = new Batches(dynamoDb, new Backoff());
    }

    @Override
    public void put(Collection<FeedRow> rows) {
        Set<Map<String, AttributeValue>> items =
                rows.stream().map(DynamoDbFeedTable::write).collect(Collectors.toCollection(LinkedHashSet::new));
        batches.write(
                table,
                items.stream()
                        .map(item -> WriteRequest.builder()
                                .putRequest(put -> put.item(item))
                                .build())
                        .toList());
    }

    @Override
    public void delete(Collection<FeedRow> rows) {
        Set<Map<String, AttributeValue>> keys =
                rows.stream().map(DynamoDbFeedTable::key).collect(Collectors.toCollection(LinkedHashSet::new));
        batches.write(
                table,
                keys.stream()
                        .map(key -> WriteRequest.builder()
                                .deleteRequest(delete -> delete.key(key))
                                .build())
                        .toList());
    }

    @Override
    public List<FeedRow> newest(UserId userId, Optional<String> before, int limit) {
        return dynamoDb
                .query(query -> query.tableName(table)
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .limit(limit)
                        .keyConditionExpression("userId = :userId AND #row < :before")
                        .expressionAttributeNames(Map.of("#row", "row"))
                        .expressionAttributeValues(
                                Map.of(":userId", text(userId.value()), ":before", text(before.orElse(AFTER_ALL)))))
                .items()
                .stream()
                .map(DynamoDbFeedTable::read)
                .toList();
    }

    private static Map<String, AttributeValue> key(FeedRow row) {
        return Map.of("userId", text(row.userId().value()), "row", text(row.row()));
    }

    private static Map<String, AttributeValue> write(FeedRow row) {
        Map<String, AttributeValue> item = new HashMap<>(key(row));
        item.put("ownerId", text(row.photo().ownerId().value()));
        return item;
    }

    private static FeedRow read(Map<String, AttributeValue> item) {
        var attributes = new Attributes(item);
        String row = attributes.text("row");
        int hash = row.indexOf('#');
        return new FeedRow(
                new UserId(attributes.text("userId")),
                Timestamps.parse(row.substring(0, hash)),
                new PhotoKey(new UserId(attributes.text("ownerId")), new PhotoId(row.substring(hash + 1))));
    }
}
