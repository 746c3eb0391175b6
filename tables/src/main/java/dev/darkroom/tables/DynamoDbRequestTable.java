package dev.darkroom.tables;

import static dev.darkroom.tables.Values.number;
import static dev.darkroom.tables.Values.text;

import dev.darkroom.model.PhotoId;
import dev.darkroom.model.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The Requests table in DynamoDB: partition key `userId`, sort key `entry` = `key#` and the idempotency key, or
/// `window#` and the minute. Items are small: a method is one conditional write, refused or not, of one write unit, or
/// one consistent read of one read unit.
public final class DynamoDbRequestTable implements RequestTable {
    private static final String IS_FREE = "attribute_not_exists(userId) OR expiresAt <= :now";
    private static final String HAS_ROOM = "attribute_not_exists(writes) OR writes < :limit";

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbRequestTable(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Claim claim(UserId userId, String key, String fingerprint, List<PhotoId> photoIds, Instant now) {
        Map<String, AttributeValue> item = new HashMap<>(claimKey(userId, key));
        item.put("fingerprint", text(fingerprint));
        item.put(
                "photoIds",
                AttributeValue.fromL(
                        photoIds.stream().map(photoId -> text(photoId.value())).toList()));
        item.put("expiresAt", Values.expiry(now.plus(CLAIM_KEPT)));
        try {
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression(IS_FREE)
                    .expressionAttributeValues(Map.of(":now", Values.expiry(now)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new Claim.Claimed();
        } catch (ConditionalCheckFailedException taken) {
            return standing(new Attributes(taken.item()), fingerprint);
        }
    }

    @Override
    public Optional<Claim> standing(UserId userId, String key, String fingerprint, Instant now) {
        Map<String, AttributeValue> item = dynamoDb.getItem(
                        get -> get.tableName(table).key(claimKey(userId, key)).consistentRead(true))
                .item();
        return Optional.of(item)
                .filter(found -> !found.isEmpty())
                .map(Attributes::new)
                .filter(found -> found.optionalExpiry("expiresAt").orElseThrow().isAfter(now))
                .map(found -> standing(found, fingerprint));
    }

    @Override
    public Count countWrite(UserId userId, int limit, Instant now) {
        Window window = Window.of(now);
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(Map.of("userId", text(userId.value()), "entry", text("window#" + window.start())))
                    .updateExpression("SET expiresAt = :expiresAt ADD writes :one")
                    .conditionExpression(HAS_ROOM)
                    .expressionAttributeValues(Map.of(
                            ":expiresAt", Values.expiry(window.end()),
                            ":one", number(1),
                            ":limit", number(limit))));
            return new Count.Allowed();
        } catch (ConditionalCheckFailedException full) {
            return new Count.Exhausted(window.end());
        }
    }

    private static Map<String, AttributeValue> claimKey(UserId userId, String key) {
        return Map.of("userId", text(userId.value()), "entry", text("key#" + key));
    }

    private static Claim standing(Attributes claim, String fingerprint) {
        return claim.text("fingerprint").equals(fingerprint)
                ? new Claim.SameAgain(photoIds(claim))
                : new Claim.Different();
    }

    private static List<PhotoId> photoIds(Attributes claim) {
        return claim.optional("photoIds").orElseThrow().l().stream()
                .map(photoId -> new PhotoId(photoId.s()))
                .toList();
    }

    /// The minute that a moment is in.
    record Window(Instant start) {
        static Window of(Instant now) {
            return new Window(Instant.ofEpochSecond(
                    now.getEpochSecond() - Math.floorMod(now.getEpochSecond(), WINDOW.toSeconds())));
        }

        Instant end() {
            return start.plus(WINDOW);
        }
    }
}
