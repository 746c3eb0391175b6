package dev.darkroom.localstack;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The clients by which a LocalStack is deployed to and watched.
record LocalStackClients(CloudFormationClient cloudFormation, S3Client s3, SqsClient sqs, LambdaClient lambda)
        implements AutoCloseable {
    static final String REGION = "us-east-1";
    /// LocalStack takes any keys; these are the ones that its documents name.
    static final String ACCESS_KEY = "test";

    static LocalStackClients of(URI endpoint) {
        return new LocalStackClients(
                client(CloudFormationClient.builder(), endpoint),
                client(S3Client.builder().forcePathStyle(true), endpoint),
                client(SqsClient.builder(), endpoint),
                client(LambdaClient.builder(), endpoint));
    }

    @Override
    public void close() {
        cloudFormation.close();
        s3.close();
        sqs.close();
        lambda.close();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, ACCESS_KEY)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
