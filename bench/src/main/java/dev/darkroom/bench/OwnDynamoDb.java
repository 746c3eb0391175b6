package dev.darkroom.bench;

import dev.darkroom.client.CloudResources;
import dev.darkroom.client.SdkClients;
import dev.darkroom.localcloud.dynamodb.DynamoDbProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// A DynamoDB Local of its own, as AWS ships it, which holds a Feeds table and is called directly: what its own batch
/// write sustains. It runs with the same JVM flags as the local cloud's.
final class OwnDynamoDb implements AutoCloseable {
    private static final String TABLE = "Feeds";

    private final DynamoDbProcess process;
    private final TableWriter tables;

    private OwnDynamoDb(DynamoDbProcess process, TableWriter tables) {
        this.process = process;
        this.tables = tables;
    }

    /// Starts it, with an empty table.
    static OwnDynamoDb start(Path project, Path folder) {
        DynamoDbProcess process =
                DynamoDbProcess.startPlain(project.resolve("local-cloud-dynamodb/target/lib"), folder);
        var resources = new CloudResources(
                Optional.of(process.uri()), "us-east-1", "anyone", "anything", Map.of("FeedsTable", TABLE));
        try (DynamoDbClient dynamoDb = SdkClients.of(DynamoDbClient.builder(), resources)) {
            dynamoDb.createTable(table -> table.tableName(TABLE)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(key("userId", KeyType.HASH), key("row", KeyType.RANGE))
                    .attributeDefinitions(
                            Stream.of("userId", "row").map(OwnDynamoDb::text).toList()));
        }
        return new OwnDynamoDb(process, new TableWriter(resources));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    TableWriter tables() {
        return tables;
    }

    @Override
    public void close() {
        tables.close();
        process.close();
    }
}
