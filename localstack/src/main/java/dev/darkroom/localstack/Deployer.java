package dev.darkroom.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;
import software.amazon.awssdk.services.s3.S3Client;

/// Deploys a SAM template with its zips through CloudFormation, as `sam deploy` does, and trusts no
/// `CREATE_COMPLETE`: LocalStack reports resources that it does not know as created.
final class Deployer {
    /// What the community edition is known not to have. Anything else that is only let pass fails the deployment.
    static final Set<String> KNOWN_ABSENT = Set.of(
            "AWS::ApiGatewayV2::Api",
            "AWS::ApiGatewayV2::Stage",
            "AWS::CloudWatch::Dashboard",
            "AWS::Cognito::UserPool",
            "AWS::Cognito::UserPoolClient",
            "AWS::Cognito::UserPoolDomain",
            "AWS::Cognito::UserPoolResourceServer");

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int POLLS = 600;

    private final CloudFormationClient cloudFormation;
    private final S3Client s3;

    Deployer(CloudFormationClient cloudFormation, S3Client s3) {
        this.cloudFormation = cloudFormation;
        this.s3 = s3;
    }

    /// Uploads the zips and creates the stack. A stack of that name must not exist.
    ///
    /// @throws IOException where the template or a zip cannot be read
    /// @throws IllegalStateException naming each resource that did not come to be or is not real
    DeployedStack deploy(String stackName, Path template, Map<String, String> parameters) throws IOException {
        long start = System.nanoTime();
        String artifacts = stackName + "-artifacts";
        PackagedTemplate packaged = PackagedTemplate.of(template, artifacts);
        s3.createBucket(bucket -> bucket.bucket(artifacts));
        for (PackagedTemplate.Zip zip : packaged.zips()) {
            s3.putObject(object -> object.bucket(artifacts).key(zip.key()), zip.file());
        }
        cloudFormation.createStack(request -> request.stackName(stackName)
                .templateBody(packaged.body())
                .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND)
                .parameters(parameters.entrySet().stream()
                        .map(parameter -> Parameter.builder()
                                .parameterKey(parameter.getKey())
                                .parameterValue(parameter.getValue())
                                .build())
                        .toList()));
        Stack stack = awaitCreated(stackName);
        List<StackResource> resources = resources(stackName);
        return new DeployedStack(
                stackName,
                resources.stream()
                        .collect(Collectors.toMap(StackResource::logicalResourceId, StackResource::physicalResourceId)),
                stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue)),
                absent(resources),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private Stack awaitCreated(String stackName) {
        try (CloudFormationWaiter waiter = CloudFormationWaiter.builder()
                .client(cloudFormation)
                .overrideConfiguration(options ->
                        options.maxAttempts(POLLS).backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(POLL)))
                .build()) {
            waiter.waitUntilStackCreateComplete(request -> request.stackName(stackName));
            return cloudFormation
                    .describeStacks(request -> request.stackName(stackName))
                    .stacks()
                    .getFirst();
        } catch (SdkClientException failed) {
            String reasons = resources(stackName).stream()
                    .filter(resource -> resource.resourceStatus() != ResourceStatus.CREATE_COMPLETE)
                    .map(resource -> "%s (%s) %s: %s"
                            .formatted(
                                    resource.logicalResourceId(),
                                    resource.resourceType(),
                                    resource.resourceStatusAsString(),
                                    resource.resourceStatusReason()))
                    .collect(Collectors.joining("; "));
            throw new IllegalStateException("stack " + stackName + " did not come to be: " + reasons, failed);
        }
    }

    private List<StackResource> resources(String stackName) {
        return cloudFormation
                .describeStackResources(request -> request.stackName(stackName))
                .stackResources();
    }

    private static List<String> absent(List<StackResource> resources) {
        List<StackResource> letPass =
                resources.stream().filter(Deployer::isOnlyLetPass).toList();
        List<String> unexpected =
                named(letPass.stream().filter(resource -> !KNOWN_ABSENT.contains(resource.resourceType())));
        if (!unexpected.isEmpty()) {
            throw new IllegalStateException("LocalStack let pass what it did not make: " + unexpected);
        }
        return named(letPass.stream());
    }

    private static boolean isOnlyLetPass(StackResource resource) {
        String reason = resource.resourceStatusReason();
        return reason != null && reason.contains("fallback");
    }

    private static List<String> named(Stream<StackResource> resources) {
        return resources
                .map(resource -> resource.logicalResourceId() + " (" + resource.resourceType() + ")")
                .sorted()
                .toList();
    }
}
