package dev.darkroom.aws;

import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// DynamoDB clients.
public final class DynamoDbClients {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private DynamoDbClients() {}

    /// A client for one function, to be made once and kept. Failed calls are retried as the SDK's standard mode does.
    public static DynamoDbClient client(AwsEnvironment environment) {
        DynamoDbClient client = environment
                .configure(DynamoDbClient.builder(), "DYNAMODB", PATIENCE)
                .build();
        SnapStart.prime(environment, () -> client.listTables(list -> list.limit(1)));
        return client;
    }
}
