package dev.darkroom.tables;

import dev.darkroom.aws.AwsEnvironment;
import dev.darkroom.aws.DynamoDbClients;
import dev.darkroom.localcloud.dynamodb.DynamoDbProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// DynamoDB Local in memory, with a client like that of a function. One process serves all tests; it ends with the
/// JVM.
final class LocalDynamoDb {
    static final LocalDynamoDb SHARED = new LocalDynamoDb();

    private final DynamoDbClient client;
    private final TemplateTables template;

    private LocalDynamoDb() {
        var process = DynamoDbProcess.start(property("darkroom.dynamodb.jars"), Optional.empty());
        this.client = DynamoDbClients.client(AwsEnvironment.of(Map.of(
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL", process.uri().toString())));
        this.template = TemplateTables.read(property("darkroom.template"));
    }

    DynamoDbClient client() {
        return client;
    }

    /// Makes a table of its own, as template.yaml defines it, and returns its name.
    String createTable(String logicalId) {
        String name = logicalId + "-" + UUID.randomUUID();
        client.createTable(template.create(logicalId, name));
        return name;
    }

    private static Path property(String name) {
        return Path.of(
                Optional.ofNullable(System.getProperty(name)).orElseThrow(() -> new IllegalStateException(name)));
    }
}
