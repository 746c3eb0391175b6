package dev.darkroom.aws;

import java.time.Duration;
import software.amazon.awssdk.services.sns.SnsClient;

/// SNS clients.
public final class SnsClients {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private SnsClients() {}

    /// A client for one function, to be made once and kept. Failed calls are retried as the SDK's standard mode does.
    public static SnsClient client(AwsEnvironment environment) {
        SnsClient client =
                environment.configure(SnsClient.builder(), "SNS", PATIENCE).build();
        SnapStart.prime(environment, () -> client.listTopics());
        return client;
    }
}
