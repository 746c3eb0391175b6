package dev.darkroom.tables;

import dev.darkroom.aws.AwsEnvironment;
import dev.darkroom.aws.DynamoDbClients;
import dev.darkroom.localcloud.dynamodb.DynamoDbProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// DynamoDB Local in memory, with a client like that of a function. One process serves all tests; it ends with the
/// JVM.
final class LocalDynamoDb {
    static final LocalDynamoDb SHARED = new LocalDynamoDb();

    private final URI uri;
    private final DynamoDbClient client;
    private final TemplateTables template;

    private LocalDynamoDb() {
        var process = DynamoDbProcess.start(property("darkroom.dynamodb.jars"), Optional.empty());
        this.uri = process.uri();
        this.client = DynamoDbClients.client(AwsEnvironment.of(Map.of(
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL", uri.toString())));
        this.template = TemplateTables.read(property("darkroom.template"));
    }

    DynamoDbClient client() {
        return client;
    }

    /// A client that tells each call, for whoever closes it.
    DynamoDbClient client(ExecutionInterceptor listener) {
        return DynamoDbClient.builder()
                .endpointOverride(uri)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(override -> override.addExecutionInterceptor(listener))
                .build();
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
