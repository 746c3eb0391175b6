package dev.darkroom.cli.reprocess;

import dev.darkroom.client.CloudResources;
import dev.darkroom.client.SdkClients;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;

/// A deployed stack with the clients that talk to it.
///
/// @param names logical id in template.yaml to physical name
public record Deployment(Map<String, String> names, DynamoDbClient dynamoDb, LambdaClient lambda)
        implements AutoCloseable {
    /// Lambda's own limit of a function's time is 900 s.
    private static final Duration LONGEST = Duration.ofSeconds(910);

    public Deployment {
        names = Map.copyOf(names);
    }

    /// One whose names are known, such as a local cloud.
    public static Deployment of(CloudResources resources) {
        return new Deployment(
                resources.physicalNames(),
                SdkClients.of(DynamoDbClient.builder(), resources),
                patient(SdkClients.configured(LambdaClient.builder(), resources)));
    }

    /// A CloudFormation stack: on AWS, or where `AWS_ENDPOINT_URL` says, with the region and credentials that any SDK
    /// finds in environment and profiles, and that it renews while it runs.
    ///
    /// @throws software.amazon.awssdk.core.exception.SdkException where there is no such stack, or no way to ask
    public static Deployment ofStack(String stackName) {
        try (CloudFormationClient cloudFormation = CloudFormationClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            return new Deployment(
                    names(cloudFormation, stackName),
                    DynamoDbClient.builder()
                            .httpClientBuilder(UrlConnectionHttpClient.builder())
                            .build(),
                    patient(LambdaClient.builder()));
        }
    }

    /// Every resource of a stack, over all pages: `DescribeStackResources` would end at a hundred.
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html>
    static Map<String, String> names(CloudFormationClient cloudFormation, String stackName) {
        return cloudFormation
                .listStackResourcesPaginator(request -> request.stackName(stackName))
                .stackResourceSummaries()
                .stream()
                .filter(resource -> resource.physicalResourceId() != null)
                .collect(Collectors.toMap(
                        StackResourceSummary::logicalResourceId, StackResourceSummary::physicalResourceId));
    }

    /// Waits for an answer as long as a function may run, and sends more slowly where Lambda throttles.
    private static LambdaClient patient(LambdaClientBuilder builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST))
                .overrideConfiguration(options -> options.retryStrategy(RetryMode.ADAPTIVE_V2))
                .build();
    }

    /// The physical name of a resource.
    ///
    /// @throws NoSuchElementException where the stack has none by that logical id: it is not Darkroom's
    public String name(String logicalId) {
        return Optional.ofNullable(names.get(logicalId))
                .orElseThrow(() -> new NoSuchElementException("the stack has no " + logicalId));
    }

    @Override
    public void close() {
        dynamoDb.close();
        lambda.close();
    }
}
