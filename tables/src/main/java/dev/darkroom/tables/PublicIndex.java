package dev.darkroom.tables;

import static dev.darkroom.tables.Values.text;

import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.PhotoTable.PublicRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Reads the sparse index `public`, in which each READY and PUBLIC photo is, a day in ten parts.
/// Source: Using write sharding to distribute workloads evenly,
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-sharding.html>
final class PublicIndex {
    private static final String NAME = "public";

    private final DynamoDbClient dynamoDb;
    private final String table;

    PublicIndex(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /// The first rows of a day, newest first, merged from all of its parts.
    List<PublicRow> newest(LocalDate day, Optional<PublicRow.Place> before, int limit) {
        return Concurrently.map(PhotoItem.publicShards(day), shard -> newest(shard, before, limit)).stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(PublicRow::place).reversed())
                .limit(limit)
                .toList();
    }

    private List<PublicRow> newest(String shard, Optional<PublicRow.Place> before, int limit) {
        List<PublicRow> found = new ArrayList<>();
        QueryRequest query = query(shard, before, limit);
        while (true) {
            QueryResponse answer = dynamoDb.query(query);
            answer.items().stream()
                    .map(PublicIndex::row)
                    .filter(row -> before.isEmpty() || row.place().compareTo(before.get()) < 0)
                    .forEach(found::add);
            if (!answer.hasLastEvaluatedKey() || isDecided(found, limit)) {
                return found;
            }
            query = query.toBuilder()
                    .exclusiveStartKey(answer.lastEvaluatedKey())
                    .build();
        }
    }

    /// Whether nothing that follows can be among the first: rows of one millisecond come in no order.
    private static boolean isDecided(List<PublicRow> found, int limit) {
        return found.size() > limit
                && found.getLast().publishedAt().isBefore(found.get(limit - 1).publishedAt());
    }

    private QueryRequest query(String shard, Optional<PublicRow.Place> before, int limit) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":shard", text(shard));
        before.ifPresent(place -> values.put(":latest", Values.time(place.publishedAt())));
        return QueryRequest.builder()
                .tableName(table)
                .indexName(NAME)
                .scanIndexForward(false)
                .limit(limit + 1)
                .keyConditionExpression(
                        before.isPresent() ? "publicShard = :shard AND publishedAt <= :latest" : "publicShard = :shard")
                .expressionAttributeValues(values)
                .build();
    }

    private static PublicRow row(Map<String, AttributeValue> item) {
        var attributes = new Attributes(item);
        return new PublicRow(
                new PhotoKey(new UserId(attributes.text("ownerId")), new PhotoId(attributes.text("photoId"))),
                attributes.time("publishedAt"));
    }
}
