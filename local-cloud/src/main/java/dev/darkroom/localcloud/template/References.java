package dev.darkroom.localcloud.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What `Ref` and `Fn::GetAtt` of each resource stand for.
/// Source: the "Return values" of each type in
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html>
final class References {
    /// AWS labels a stream with the time it was enabled.
    static final String STREAM_LABEL = "local";

    private final StackParameters parameters;
    private final PhysicalNames names;
    private final Map<String, Resource> resources;
    private final Function<Value, Value> resolver;
    private final Problems problems;
    private final Map<String, String> resolvedNames = new LinkedHashMap<>();
    private final List<String> underWay = new ArrayList<>();

    /// @param resolver for name properties, which may refer to other resources
    References(
            StackParameters parameters,
            Map<String, Resource> resources,
            Function<Value, Value> resolver,
            Problems problems) {
        this.parameters = parameters;
        this.names = new PhysicalNames(parameters);
        this.resources = resources;
        this.resolver = resolver;
        this.problems = problems;
    }

    /// The physical name or id: given by the template, or made.
    String name(Resource resource) {
        String known = resolvedNames.get(resource.logicalId());
        if (known != null) {
            return known;
        }
        if (underWay.contains(resource.logicalId())) {
            problems.add(resource.line(), resource.logicalId(), "its name refers to itself through " + underWay);
            return resource.logicalId();
        }
        underWay.add(resource.logicalId());
        String name = makeName(resource);
        underWay.removeLast();
        resolvedNames.put(resource.logicalId(), name);
        return name;
    }

    /// What `Ref` stands for; empty where there is no such resource.
    Optional<String> ref(String logicalId) {
        Resource resource = resources.get(logicalId);
        if (resource == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (resource.type()) {
                    case "AWS::SQS::Queue" -> queueUrl(resource);
                    case "AWS::SNS::Topic" -> arn(resource);
                    case "AWS::SNS::Subscription" -> arn("sns", names.named(logicalId, 256));
                    default -> name(resource);
                });
    }

    /// What `Fn::GetAtt` offers of the resource, by attribute; empty where there is no such resource.
    Map<String, String> attributes(String logicalId) {
        Resource resource = resources.get(logicalId);
        if (resource == null) {
            return Map.of();
        }
        String name = name(resource);
        return switch (resource.type()) {
            case "AWS::S3::Bucket" -> Map.of("Arn", arn(resource), "DomainName", name + ".s3." + Intrinsics.URL_SUFFIX);
            case "AWS::DynamoDB::Table" ->
                resource.raw().entries().containsKey("StreamSpecification")
                        ? Map.of("Arn", arn(resource), "StreamArn", arn(resource) + "/stream/" + STREAM_LABEL)
                        : Map.of("Arn", arn(resource));
            case "AWS::SQS::Queue" -> Map.of("Arn", arn(resource), "QueueName", name, "QueueUrl", queueUrl(resource));
            case "AWS::SNS::Topic" -> Map.of("TopicArn", arn(resource), "TopicName", name);
            case "AWS::Serverless::Function" -> Map.of("Arn", arn(resource));
            case "AWS::Serverless::HttpApi" ->
                Map.of("ApiId", name, "ApiEndpoint", parameters.apiEndpoint().toString());
            case "AWS::Cognito::UserPool" ->
                Map.of(
                        "Arn",
                        arn("cognito-idp", "userpool/" + name),
                        "UserPoolId",
                        name,
                        "ProviderName",
                        "cognito-idp." + parameters.region() + "." + Intrinsics.URL_SUFFIX + "/" + name,
                        "ProviderURL",
                        userPoolIssuer(name));
            case "AWS::Cognito::UserPoolClient" -> Map.of("ClientId", name);
            default ->
                ResourceTypes.unneeded(resource.type()).isPresent() ? Map.of("Arn", arn("unneeded", name)) : Map.of();
        };
    }

    /// Whether the resource is of a type that is read here; the others are reported once, where they stand.
    boolean knowsType(String logicalId) {
        Resource resource = resources.get(logicalId);
        return resource != null && ResourceTypes.knows(resource.type());
    }

    /// What the template must name as a pool's issuer; a local issuer stands for it.
    String userPoolIssuer(String poolId) {
        return "https://cognito-idp." + parameters.region() + "." + Intrinsics.URL_SUFFIX + "/" + poolId;
    }

    /// The ARN of a bucket, table, queue, topic or function.
    String arn(Resource resource) {
        String name = name(resource);
        return switch (resource.type()) {
            case "AWS::S3::Bucket" -> "arn:" + Intrinsics.PARTITION + ":s3:::" + name;
            case "AWS::DynamoDB::Table" -> arn("dynamodb", "table/" + name);
            case "AWS::SQS::Queue" -> arn("sqs", name);
            case "AWS::SNS::Topic" -> arn("sns", name);
            case "AWS::Serverless::Function" -> arn("lambda", "function:" + name);
            default -> throw new IllegalArgumentException("no ARN is known of " + resource.type());
        };
    }

    private String arn(String service, String resource) {
        return "arn:%s:%s:%s:%s:%s"
                .formatted(Intrinsics.PARTITION, service, parameters.region(), parameters.accountId(), resource);
    }

    private String queueUrl(Resource resource) {
        return parameters
                .awsEndpoint()
                .resolve("/" + parameters.accountId() + "/" + name(resource))
                .toString();
    }

    private String makeName(Resource resource) {
        String id = resource.logicalId();
        return switch (resource.type()) {
            case "AWS::S3::Bucket" ->
                given(resource, "BucketName")
                        .orElseGet(() -> names.named(id, 63).toLowerCase(Locale.ROOT));
            case "AWS::DynamoDB::Table" -> given(resource, "TableName").orElseGet(() -> names.named(id, 255));
            case "AWS::SQS::Queue" -> given(resource, "QueueName").orElseGet(() -> names.named(id, 80));
            case "AWS::SNS::Topic" -> given(resource, "TopicName").orElseGet(() -> names.named(id, 256));
            case "AWS::Serverless::Function" -> given(resource, "FunctionName").orElseGet(() -> names.named(id, 64));
            case "AWS::Serverless::HttpApi" -> names.apiId(id);
            case "AWS::Cognito::UserPool" -> names.userPoolId(id);
            case "AWS::Cognito::UserPoolClient" -> names.clientId(id);
            case "AWS::Cognito::UserPoolResourceServer" ->
                given(resource, "Identifier").orElse(id);
            case "AWS::Cognito::UserPoolDomain" -> given(resource, "Domain").orElse(id);
            default -> names.named(id, 255);
        };
    }

    private Optional<String> given(Resource resource, String property) {
        Value value = resource.raw().entries().get(property);
        return value != null && resolver.apply(value) instanceof Value.Text text
                ? Optional.of(text.text())
                : Optional.empty();
    }
}
