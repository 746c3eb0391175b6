package dev.darkroom.tables;

import static dev.darkroom.tables.Values.text;

import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// A scan of the Photos table, or a query of one owner's partition. There is no index by recipe: every upload would
/// pay for it, and it would serve a task of once in a few months. Filters cost what the whole items do.
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html>
public final class DynamoDbPhotoRecipes implements PhotoRecipes {
    private static final String FILTER = "#state = :ready AND #recipe <> :recipe";
    private static final String PROJECTION = "ownerId, photoId, sizeBytes, width, height";
    private static final Map<String, String> NAMES = Map.of("#state", "state", "#recipe", "recipe");

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbPhotoRecipes(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Page otherThan(String recipe, Optional<UserId> ownerId, Optional<PhotoKey> after, int limit) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":ready", text(PhotoState.READY.name()));
        values.put(":recipe", text(recipe));
        return ownerId.isPresent() ? query(ownerId.get(), values, after, limit) : scan(values, after, limit);
    }

    private Page scan(Map<String, AttributeValue> values, Optional<PhotoKey> after, int limit) {
        ScanResponse answer = dynamoDb.scan(scan -> scan.tableName(table)
                .limit(limit)
                .filterExpression(FILTER)
                .projectionExpression(PROJECTION)
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(values)
                .exclusiveStartKey(after.map(PhotoItem::key).orElse(null)));
        return page(answer.items(), answer.scannedCount(), answer.lastEvaluatedKey());
    }

    private Page query(UserId ownerId, Map<String, AttributeValue> values, Optional<PhotoKey> after, int limit) {
        values.put(":ownerId", text(ownerId.value()));
        QueryResponse answer = dynamoDb.query(query -> query.tableName(table)
                .limit(limit)
                .keyConditionExpression("ownerId = :ownerId")
                .filterExpression(FILTER)
                .projectionExpression(PROJECTION)
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(values)
                .exclusiveStartKey(after.map(PhotoItem::key).orElse(null)));
        return page(answer.items(), answer.scannedCount(), answer.lastEvaluatedKey());
    }

    private static Page page(
            List<Map<String, AttributeValue>> items, int looked, Map<String, AttributeValue> lastEvaluatedKey) {
        return new Page(
                items.stream().map(DynamoDbPhotoRecipes::outdated).toList(),
                looked,
                lastEvaluatedKey.isEmpty() ? Optional.empty() : Optional.of(key(new Attributes(lastEvaluatedKey))));
    }

    private static Outdated outdated(Map<String, AttributeValue> item) {
        var attributes = new Attributes(item);
        return new Outdated(
                key(attributes),
                attributes.number("sizeBytes"),
                attributes.number("width") * attributes.number("height"));
    }

    private static PhotoKey key(Attributes attributes) {
        return new PhotoKey(new UserId(attributes.text("ownerId")), new PhotoId(attributes.text("photoId")));
    }
}
