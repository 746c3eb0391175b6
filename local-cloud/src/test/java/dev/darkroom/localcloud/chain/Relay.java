package dev.darkroom.localcloud.chain;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.SnsClient;

/// Passes on what comes: an object's key into a table, a table's change to a topic, a queue's message into a table.
/// What is called poison fails in the stream.
public final class Relay implements RequestHandler<Map<String, Object>, Object> {
    private final DynamoDbClient tables = DynamoDbClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private final SnsClient topics = SnsClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @Override
    public Object handleRequest(Map<String, Object> event, Context context) {
        if (!(event.get("Records") instanceof List<?> records)) {
            return Map.of("statusCode", 200, "body", "hello");
        }
        for (Object record : records) {
            relay((Map<?, ?>) record);
        }
        return Map.of("batchItemFailures", List.of());
    }

    private void relay(Map<?, ?> record) {
        switch (String.valueOf(record.get("eventSource"))) {
            case "aws:s3" -> put("ARRIVED_TABLE", at(record, "s3", "object", "key"));
            case "aws:dynamodb" -> publish(at(record, "dynamodb", "Keys", "id", "S"));
            default -> put("DONE_TABLE", at(record, "body"));
        }
    }

    private void put(String table, String id) {
        tables.putItem(request -> request.tableName(System.getenv(table))
                .item(Map.of("id", AttributeValue.builder().s(id).build())));
    }

    private void publish(String id) {
        if (id.startsWith("poison")) {
            throw new IllegalStateException(id);
        }
        topics.publish(request -> request.topicArn(System.getenv("TOPIC_ARN")).message(id));
    }

    private static String at(Map<?, ?> record, String... path) {
        Object value = record;
        for (String name : path) {
            value = ((Map<?, ?>) Objects.requireNonNull(value)).get(name);
        }
        return String.valueOf(value);
    }
}
