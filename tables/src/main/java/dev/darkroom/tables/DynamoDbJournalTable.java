package dev.darkroom.tables;

import static dev.darkroom.tables.Values.number;
import static dev.darkroom.tables.Values.text;
import static dev.darkroom.tables.Values.time;

import dev.darkroom.model.JournalEntry;
import dev.darkroom.model.PhotoId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// The Journal table in DynamoDB: partition key `photoId`, sort key `entry` = `time#hop#attempt`.
public final class DynamoDbJournalTable implements JournalTable {
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Consumer<RuntimeException> onFailure;
    private final Batches batches;

    /// A table whose failures matter little.
    ///
    /// @param onFailure is told why entries were not written; it logs them
    public DynamoDbJournalTable(DynamoDbClient dynamoDb, String table, Consumer<RuntimeException> onFailure) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.onFailure = onFailure;
        this.batches = new Batches(dynamoDb, new Backoff());
    }

    @Override
    public void write(Collection<JournalEntry> entries) {
        // DynamoDB refuses two puts of one key in one batch: the last one counts.
        Map<String, WriteRequest> puts = new LinkedHashMap<>();
        entries.forEach(entry -> puts.put(
                entry.photoId() + "#" + entry.entry(),
                WriteRequest.builder().putRequest(put -> put.item(item(entry))).build()));
        try {
            batches.write(table, puts.values());
        } catch (SdkException | IllegalStateException failed) {
            onFailure.accept(failed);
        }
    }

    @Override
    public List<JournalEntry> read(PhotoId photoId) {
        return dynamoDb
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("photoId = :photoId")
                        .expressionAttributeValues(Map.of(":photoId", text(photoId.value()))))
                .items()
                .stream()
                .map(DynamoDbJournalTable::entry)
                .toList();
    }

    private static Map<String, AttributeValue> item(JournalEntry entry) {
        return Map.of(
                "photoId", text(entry.photoId().value()),
                "entry", text(entry.entry()),
                "hop", text(entry.hop()),
                "attempt", number(entry.attempt()),
                "startedAt", time(entry.startedAt()),
                "durationMillis", number(entry.duration().toMillis()),
                "outcome", text(entry.outcome()),
                "requestId", text(entry.requestId()),
                "coldStart", AttributeValue.fromBool(entry.coldStart()),
                "expiresAt", Values.expiry(entry.startedAt().plus(JournalEntry.KEPT)));
    }

    private static JournalEntry entry(Map<String, AttributeValue> item) {
        var attributes = new Attributes(item);
        return new JournalEntry(
                new PhotoId(attributes.text("photoId")),
                attributes.text("hop"),
                attributes.integer("attempt"),
                attributes.time("startedAt"),
                Duration.ofMillis(attributes.number("durationMillis")),
                attributes.text("outcome"),
                attributes.text("requestId"),
                attributes.optional("coldStart").map(AttributeValue::bool).orElse(false));
    }
}
