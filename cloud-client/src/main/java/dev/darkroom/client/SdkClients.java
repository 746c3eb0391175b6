package dev.darkroom.client;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/// AWS SDK clients of a cloud, with its endpoint, region and credentials.
public final class SdkClients {
    private SdkClients() {}

    /// A client, which the caller closes.
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C of(
            B builder, CloudResources resources) {
        return configured(builder, resources)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /// The builder of a client that is still to get its HTTP client.
    public static <B extends AwsClientBuilder<B, C>, C> B configured(B builder, CloudResources resources) {
        resources.endpoint().ifPresent(builder::endpointOverride);
        return builder.region(Region.of(resources.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(resources.accessKeyId(), resources.secretAccessKey())));
    }
}
