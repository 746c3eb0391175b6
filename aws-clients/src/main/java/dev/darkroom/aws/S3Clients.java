package dev.darkroom.aws;

import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/// S3 clients.
public final class S3Clients {
    private static final String SERVICE = "S3";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private S3Clients() {}

    /// A client for one function, to be made once and kept. Failed calls are retried as the SDK's standard mode does.
    /// Where another endpoint is set, buckets are named in the path, as such endpoints have no host for every one.
    public static S3Client client(AwsEnvironment environment) {
        S3Client client = environment
                .configure(S3Client.builder(), SERVICE, PATIENCE)
                .serviceConfiguration(S3Configuration.builder()
                        .profileFile(() -> AwsEnvironment.NO_PROFILES)
                        .pathStyleAccessEnabled(environment.endpoint(SERVICE).isPresent())
                        .build())
                .build();
        SnapStart.prime(environment, client::listBuckets);
        return client;
    }
}
