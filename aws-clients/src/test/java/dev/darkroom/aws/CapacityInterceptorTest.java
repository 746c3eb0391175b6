package dev.darkroom.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.darkroom.telemetry.CapacityMeter;
import dev.darkroom.telemetry.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// The client against a server that answers as DynamoDB does.
final class CapacityInterceptorTest {
    private static final Map<String, AttributeValue> KEY = Map.of("id", AttributeValue.fromS("1"));
    private static final String ONE_UNIT = """
            {"ConsumedCapacity":{"TableName":"t","CapacityUnits":1.0}}""";

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final AtomicReference<String> answer = new AtomicReference<>("{}");
    private final CapacityMeter meter = new CapacityMeter();
    private HttpServer server;
    private DynamoDbClient dynamoDb;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] bytes = answer.get().getBytes(UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(answer.get().contains("__type") ? 400 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        dynamoDb = DynamoDbClients.client(
                AwsEnvironment.of(Map.of(
                        "AWS_REGION", "eu-central-1",
                        "AWS_ACCESS_KEY_ID", "id",
                        "AWS_SECRET_ACCESS_KEY", "secret",
                        "AWS_ENDPOINT_URL",
                                "http://127.0.0.1:" + server.getAddress().getPort())),
                meter);
    }

    @AfterEach
    void stop() {
        dynamoDb.close();
        server.stop(0);
    }

    @Test
    void whatReadsUseIsAskedForAndCounted() {
        answer.set("""
                {"ConsumedCapacity":{"TableName":"t","CapacityUnits":0.5}}""");
        dynamoDb.getItem(get -> get.tableName("t").key(KEY));
        answer.set(ONE_UNIT);
        dynamoDb.query(query -> query.tableName("t").keyConditionExpression("id = :id"));

        assertThat(bodies).hasSize(2).allMatch(body -> body.contains("\"ReturnConsumedCapacity\":\"TOTAL\""));
        assertThat(used()).contains("\"readUnits\":1.5,\"writeUnits\":0.0");
    }

    @Test
    void aBatchCountsEachOfItsTables() {
        answer.set("""
                {"Responses":{},"UnprocessedKeys":{},"ConsumedCapacity":[{"TableName":"t","CapacityUnits":30.0},
                {"TableName":"u","CapacityUnits":20.0}]}""");
        dynamoDb.batchGetItem(get -> get.requestItems(
                Map.of("t", KeysAndAttributes.builder().keys(List.of(KEY)).build())));

        assertThat(used()).contains("\"readUnits\":50.0,\"writeUnits\":0.0");
    }

    @Test
    void whatWritesUseIsCountedApart() {
        answer.set(ONE_UNIT);
        dynamoDb.putItem(put -> put.tableName("t").item(KEY));
        dynamoDb.updateItem(update -> update.tableName("t").key(KEY));
        dynamoDb.deleteItem(delete -> delete.tableName("t").key(KEY));

        assertThat(used()).contains("\"readUnits\":0.0,\"writeUnits\":3.0");
    }

    @Test
    void whatTheCallerAskedForStaysAsItIs() {
        answer.set(ONE_UNIT);
        dynamoDb.getItem(get -> get.tableName("t").key(KEY).consistentRead(true));

        assertThat(bodies.getFirst()).contains("\"ConsistentRead\":true", "\"TableName\":\"t\"");
    }

    @Test
    void aCallThatKnowsNoUnitsOrIsRefusedCountsNothing() {
        answer.set("{\"TableNames\":[]}");
        dynamoDb.listTables();
        assertThat(bodies.getLast()).doesNotContain("ReturnConsumedCapacity");
        answer.set("{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\"}");
        assertThatThrownBy(() -> dynamoDb.putItem(put -> put.tableName("t").item(KEY)))
                .isInstanceOf(ConditionalCheckFailedException.class);

        assertThat(used()).contains("\"readUnits\":0.0,\"writeUnits\":0.0");
    }

    private String used() {
        meter.on(Log.of("test", Clock.systemUTC(), lines::add)).info("Used.");
        return lines.getLast();
    }
}
