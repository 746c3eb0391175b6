package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The stream of a table in DynamoDB Local, whose records it completes to those of DynamoDB.
///
/// DynamoDB Local names a region `ddblocal`, rounds times down to the minute, and knows no expiry. Lambda's events
/// have the time as a number with a fraction, though it is to the second.
final class DynamoDbStreamSource implements StreamSource {
    private static final int RECORDS_PER_READ = 1000;
    private static final long RESOLUTION_SECONDS = 60;

    private final DynamoDbCalls calls;
    private final String localArn;
    private final String streamArn;
    private final String region;
    private final RemovalOrigin removals;
    private final String tableName;
    private final Clock clock;

    private DynamoDbStreamSource(
            DynamoDbCalls calls,
            String tableName,
            String localArn,
            String region,
            String accountId,
            RemovalOrigin removals,
            Clock clock) {
        this.calls = calls;
        this.tableName = tableName;
        this.localArn = localArn;
        this.region = region;
        this.streamArn =
                "arn:aws:dynamodb:" + region + ":" + accountId + localArn.substring(localArn.indexOf(":table/"));
        this.removals = removals;
        this.clock = clock;
    }

    /// Finds a table's stream.
    ///
    /// @throws IllegalStateException where the table has none
    static DynamoDbStreamSource open(
            DynamoDbCalls calls,
            String tableName,
            String region,
            String accountId,
            RemovalOrigin removals,
            Clock clock) {
        ObjectNode request = DynamoDbCalls.request().put("TableName", tableName);
        JsonNode arn = calls.table("DescribeTable", request).path("Table").path("LatestStreamArn");
        if (!arn.isTextual()) {
            throw new IllegalStateException("the table " + tableName + " has no stream");
        }
        return new DynamoDbStreamSource(calls, tableName, arn.textValue(), region, accountId, removals, clock);
    }

    @Override
    public String streamArn() {
        return streamArn;
    }

    @Override
    public List<Shard> shards() {
        List<Shard> shards = new ArrayList<>();
        Optional<String> last = Optional.empty();
        do {
            ObjectNode request = DynamoDbCalls.request().put("StreamArn", localArn);
            last.ifPresent(id -> request.put("ExclusiveStartShardId", id));
            JsonNode stream = calls.streams("DescribeStream", request).path("StreamDescription");
            for (JsonNode shard : stream.path("Shards")) {
                shards.add(new Shard(shard.path("ShardId").asText(), text(shard.path("ParentShardId"))));
            }
            last = text(stream.path("LastEvaluatedShardId"));
        } while (last.isPresent());
        return shards;
    }

    @Override
    public String iterator(String shardId, Optional<String> afterSequenceNumber) {
        ObjectNode request = DynamoDbCalls.request().put("StreamArn", localArn).put("ShardId", shardId);
        afterSequenceNumber.ifPresentOrElse(
                number -> request.put("ShardIteratorType", "AFTER_SEQUENCE_NUMBER")
                        .put("SequenceNumber", number),
                () -> request.put("ShardIteratorType", "TRIM_HORIZON"));
        return calls.streams("GetShardIterator", request).path("ShardIterator").asText();
    }

    @Override
    public Page read(String iterator) {
        JsonNode page = calls.streams(
                "GetRecords",
                DynamoDbCalls.request().put("ShardIterator", iterator).put("Limit", RECORDS_PER_READ));
        List<StreamRecord> records = new ArrayList<>();
        Instant now = clock.instant();
        for (JsonNode record : page.path("Records")) {
            records.add(complete((ObjectNode) record, now));
        }
        return new Page(records, text(page.path("NextShardIterator")));
    }

    private StreamRecord complete(ObjectNode record, Instant now) {
        record.put("awsRegion", region);
        record.put("eventSourceARN", streamArn);
        ObjectNode change = (ObjectNode) record.path("dynamodb");
        long minute = change.path("ApproximateCreationDateTime").asLong();
        var created = (double) Math.min(now.getEpochSecond(), minute + RESOLUTION_SECONDS - 1);
        change.put("ApproximateCreationDateTime", created);
        if (record.path("eventName").asText().equals("REMOVE") && removals.wasExpiry(tableName, change)) {
            record.set(
                    "userIdentity",
                    DynamoDbCalls.request().put("type", "Service").put("principalId", "dynamodb.amazonaws.com"));
        }
        return StreamRecord.of(record);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }
}
