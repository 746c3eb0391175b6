package dev.darkroom.localcloud.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.AwsRecording;
import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.backend.DynamoDbBackend;
import dev.darkroom.localcloud.expiry.Expiry;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.stack.StreamMapping;
import dev.darkroom.localcloud.stack.TableResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbStreamTest {
    private static final Path JARS = Path.of("../local-cloud-dynamodb/target/lib");
    private static final String ACCOUNT = "123456789012";

    @TempDir
    static Path database;

    @TempDir
    Path folder;

    private static DynamoDbBackend backend;
    private static DynamoDbCalls calls;

    @BeforeAll
    static void start() {
        backend = DynamoDbBackend.start(
                JARS, Optional.of(database), List.of(shapes(), table("places"), table("expiring"), table("anew")));
        calls = new DynamoDbCalls(backend::uri);
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    /// Against the recording of November 2025. DynamoDB Local counts the size of an item in another way, and says
    /// `ddblocal` for a region.
    @Test
    void recordsHaveTheShapeThatLambdaSends() {
        List<JsonNode> records = new CopyOnWriteArrayList<>();

        try (StreamPoller poller = poll("shapes", collect(records), RemovalOrigin.NO_EXPIRY)) {
            put("shapes", "{\"my_partition_key\":{\"S\":\"hello world\"},\"binary_key\":{\"B\":\"Zm9vYmFy\"}}");
            poller.wake();
            await().until(() -> records.size() == 1);
        }

        var record = (ObjectNode) records.getFirst();
        assertThat(record.path("eventSourceARN").asText())
                .startsWith("arn:aws:dynamodb:us-east-1:123456789012:table/shapes/stream/20");
        assertThat(record.path("awsRegion").asText()).isEqualTo("us-east-1");
        var change = (ObjectNode) record.path("dynamodb");
        JsonNode created = change.path("ApproximateCreationDateTime");
        assertThat(created.isDouble()).isTrue();
        assertThat(Instant.ofEpochSecond(created.asLong()))
                .isBetween(Instant.now().minusSeconds(61), Instant.now());
        // The recorder has text where it takes out a time.
        change.put("ApproximateCreationDateTime", created.asText());
        assertThat(change.path("SizeBytes").isInt()).isTrue();
        change.put("SizeBytes", 70);
        ObjectNode event = DynamoDbCalls.request();
        event.putArray("Records").add(record);
        AwsRecording.of("stream-mapping.json", "/event/event").assertMatches(event);
    }

    @Test
    void aRestartGoesOnWhereTheMappingStopped() {
        List<JsonNode> first = new CopyOnWriteArrayList<>();
        put("places", "{\"id\":{\"S\":\"1\"}}");
        try (StreamPoller poller = poll("places", collect(first), RemovalOrigin.NO_EXPIRY)) {
            await().until(() -> poller.pending() == 0);
        }
        put("places", "{\"id\":{\"S\":\"2\"}}");
        List<JsonNode> second = new CopyOnWriteArrayList<>();

        try (StreamPoller poller = poll("places", collect(second), RemovalOrigin.NO_EXPIRY)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(ids(first)).containsExactly("1");
        assertThat(ids(second)).containsExactly("2");
    }

    @Test
    void aTableThatIsMadeAnewIsFollowed() {
        List<JsonNode> records = new CopyOnWriteArrayList<>();
        put("anew", "{\"id\":{\"S\":\"old\"}}");

        try (StreamPoller poller = poll("anew", collect(records), RemovalOrigin.NO_EXPIRY)) {
            await().until(() -> poller.pending() == 0);
            calls.table("DeleteTable", DynamoDbCalls.request().put("TableName", "anew"));
            calls.table("CreateTable", read("""
                    {"TableName":"anew","BillingMode":"PAY_PER_REQUEST",
                     "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
                     "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
                     "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"}}"""));
            put("anew", "{\"id\":{\"S\":\"new\"}}");
            await().until(() -> ids(records).contains("new"));
        }

        assertThat(ids(records)).startsWith("old").endsWith("new");
    }

    @Test
    void itemsPastTheirTimeGoAndTheirRecordsSayWhoRemovedThem() {
        long now = Instant.now().getEpochSecond();
        put("expiring", "{\"id\":{\"S\":\"past\"},\"expiresAt\":{\"N\":\"" + (now - 10) + "\"}}");
        put("expiring", "{\"id\":{\"S\":\"future\"},\"expiresAt\":{\"N\":\"" + (now + 1000) + "\"}}");
        put("expiring", "{\"id\":{\"S\":\"ancient\"},\"expiresAt\":{\"N\":\"1000\"}}");
        put("expiring", "{\"id\":{\"S\":\"text\"},\"expiresAt\":{\"S\":\"" + (now - 10) + "\"}}");
        put("expiring", "{\"id\":{\"S\":\"deleted\"},\"expiresAt\":{\"N\":\"" + (now + 1000) + "\"}}");
        calls.table("DeleteItem", read("{\"TableName\":\"expiring\",\"Key\":{\"id\":{\"S\":\"deleted\"}}}"));
        Path log = folder.resolve("expiry.log");
        TimeScale everySecond = new TimeScale(60);

        try (Expiry expiry = Expiry.open(log, List.of(table("expiring")), calls, everySecond, Clock.systemUTC())) {
            expiry.start();
            await().until(() -> count("expiring") == 3);
        }
        // Another run, which has only the log to know it by.
        List<JsonNode> records = new CopyOnWriteArrayList<>();
        try (Expiry expiry = Expiry.open(log, List.of(table("expiring")), calls, TimeScale.REAL, Clock.systemUTC());
                StreamPoller poller = poll("expiring", collect(records), expiry)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(remaining("expiring")).containsExactlyInAnyOrder("future", "ancient", "text");
        assertThat(records)
                .filteredOn(record -> record.path("eventName").asText().equals("REMOVE"))
                .extracting(record -> id(record) + " " + record.path("userIdentity"))
                .containsExactly("deleted ", "past {\"type\":\"Service\",\"principalId\":\"dynamodb.amazonaws.com\"}");
    }

    private StreamPoller poll(String table, FunctionInvoker function, RemovalOrigin removals) {
        var mapping = new StreamMapping(
                "mapping-of-" + table,
                table,
                StreamMapping.StartingPosition.TRIM_HORIZON,
                25,
                Duration.ZERO,
                1,
                OptionalInt.of(2),
                Optional.empty(),
                true,
                true,
                List.of(),
                Optional.empty());
        var surroundings = new Surroundings(
                calls,
                folder,
                "us-east-1",
                ACCOUNT,
                function,
                (queue, body, attributes) -> {},
                (bucket, key, json) -> {},
                removals,
                TimeScale.REAL,
                Clock.systemUTC());
        return StreamPoller.start(
                mapping,
                StreamFixtures.FUNCTION,
                surroundings,
                () -> DynamoDbStreamSource.open(calls, table, "us-east-1", ACCOUNT, removals, Clock.systemUTC()));
    }

    private static FunctionInvoker collect(List<JsonNode> records) {
        return (name, event, context) -> {
            try {
                DynamoDbCalls.JSON.readTree(event).path("Records").forEach(records::add);
                return StreamFixtures.returned("{\"batchItemFailures\":[]}");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static TableResource shapes() {
        return new TableResource(
                "shapes",
                "shapes",
                new TableResource.Key("my_partition_key", Optional.empty()),
                Map.of("my_partition_key", "S"),
                List.of(),
                Optional.of("NEW_IMAGE"),
                Optional.empty());
    }

    private static TableResource table(String name) {
        return new TableResource(
                name,
                name,
                new TableResource.Key("id", Optional.empty()),
                Map.of("id", "S"),
                List.of(),
                Optional.of("NEW_AND_OLD_IMAGES"),
                Optional.of("expiresAt"));
    }

    private static void put(String table, String item) {
        ObjectNode request = DynamoDbCalls.request().put("TableName", table);
        request.set("Item", read(item));
        calls.table("PutItem", request);
    }

    private static int count(String table) {
        return remaining(table).size();
    }

    private static List<String> remaining(String table) {
        List<String> ids = new ArrayList<>();
        calls.table("Scan", DynamoDbCalls.request().put("TableName", table))
                .path("Items")
                .forEach(item -> ids.add(item.path("id").path("S").asText()));
        return ids;
    }

    private static List<String> ids(List<JsonNode> records) {
        return records.stream().map(DynamoDbStreamTest::id).toList();
    }

    private static String id(JsonNode record) {
        return record.path("dynamodb").path("Keys").path("id").path("S").asText();
    }

    private static JsonNode read(String json) {
        try {
            return DynamoDbCalls.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
