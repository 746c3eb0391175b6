package dev.darkroom.aws;

import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/// SQS clients.
public final class SqsClients {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private SqsClients() {}

    /// A client for one function, to be made once and kept. Failed calls are retried as the SDK's standard mode does.
    public static SqsClient client(AwsEnvironment environment) {
        SqsClient client =
                environment.configure(SqsClient.builder(), "SQS", PATIENCE).build();
        SnapStart.prime(environment, () -> client.listQueues(list -> list.maxResults(1)));
        return client;
    }
}
