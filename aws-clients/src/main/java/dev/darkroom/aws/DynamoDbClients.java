package dev.darkroom.aws;

import dev.darkroom.telemetry.CapacityMeter;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// DynamoDB clients.
public final class DynamoDbClients {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private DynamoDbClients() {}

    /// A client of which nobody asks what it uses.
    public static DynamoDbClient client(AwsEnvironment environment) {
        return client(environment, new CapacityMeter());
    }

    /// A client for one function, to be made once and kept. Failed calls are retried as the SDK's standard mode does.
    ///
    /// @param meter learns what each call uses
    public static DynamoDbClient client(AwsEnvironment environment, CapacityMeter meter) {
        DynamoDbClient client = environment
                .configure(DynamoDbClient.builder(), "DYNAMODB", PATIENCE, new CapacityInterceptor(meter))
                .build();
        SnapStart.prime(environment, () -> client.listTables(list -> list.limit(1)));
        return client;
    }
}
