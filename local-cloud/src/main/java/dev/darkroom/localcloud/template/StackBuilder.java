package dev.darkroom.localcloud.template;

import dev.darkroom.localcloud.stack.BucketResource;
import dev.darkroom.localcloud.stack.BucketResource.Notification;
import dev.darkroom.localcloud.stack.FunctionResource;
import dev.darkroom.localcloud.stack.HttpApiResource;
import dev.darkroom.localcloud.stack.QueueMapping;
import dev.darkroom.localcloud.stack.QueueResource;
import dev.darkroom.localcloud.stack.Stack;
import dev.darkroom.localcloud.stack.StreamMapping;
import dev.darkroom.localcloud.stack.TableResource;
import dev.darkroom.localcloud.stack.TopicResource;
import dev.darkroom.localcloud.stack.UserPoolResource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Joins what the readers made of single resources: events with buckets and APIs, subscriptions with topics, clients
/// with pools. Checks that what resources point at is there.
final class StackBuilder {
    private final StackParameters stack;
    private final References references;
    private final Problems problems;
    private final FunctionReader functionReader;

    private final List<Read<FunctionReader.Function>> functions = new ArrayList<>();
    private final List<Read<BucketReader.Bucket>> buckets = new ArrayList<>();
    private final List<TableResource> tables = new ArrayList<>();
    private final List<QueueResource> queues = new ArrayList<>();
    private final List<Read<String>> topics = new ArrayList<>();
    private final List<Read<MessagingReader.TopicSubscription>> subscriptions = new ArrayList<>();
    private final List<Read<Fields>> apis = new ArrayList<>();
    private final List<Read<String>> pools = new ArrayList<>();
    private final List<UserPoolReader.PoolClient> clients = new ArrayList<>();
    private final List<UserPoolReader.PoolScopes> scopes = new ArrayList<>();
    private final List<Read<Fields>> mappings = new ArrayList<>();
    private final List<Fields> all = new ArrayList<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    StackBuilder(StackParameters stack, Path folder, References references, Problems problems) {
        this.stack = stack;
        this.references = references;
        this.problems = problems;
        this.functionReader = new FunctionReader(folder);
    }

    /// What a reader made of a resource.
    private record Read<T>(Resource resource, String name, Fields fields, T part) {}

    /// Takes a resource of any known type; of others nothing.
    void add(Resource resource, Value.Mapping properties) {
        if (!ResourceTypes.BUILT.contains(resource.type())) {
            return;
        }
        String id = resource.logicalId();
        String name = references.name(resource);
        Fields fields = new Fields(id, "", properties, problems);
        all.add(fields);
        lines.put(id, resource.line());
        switch (resource.type()) {
            case "AWS::Serverless::Function" ->
                functions.add(new Read<>(resource, name, fields, functionReader.read(id, name, arn(resource), fields)));
            case "AWS::S3::Bucket" -> buckets.add(new Read<>(resource, name, fields, BucketReader.read(id, fields)));
            case "AWS::DynamoDB::Table" -> tables.add(TableReader.read(id, name, fields));
            case "AWS::SQS::Queue" -> queues.add(MessagingReader.queue(id, name, arn(resource), fields));
            case "AWS::SNS::Topic" -> {
                MessagingReader.topic(fields);
                topics.add(new Read<>(resource, name, fields, arn(resource)));
            }
            case "AWS::SNS::Subscription" ->
                subscriptions.add(new Read<>(resource, name, fields, MessagingReader.subscription(fields)));
            case "AWS::Serverless::HttpApi" -> apis.add(new Read<>(resource, name, fields, fields));
            case "AWS::Lambda::EventSourceMapping" -> mappings.add(new Read<>(resource, name, fields, fields));
            case "AWS::Cognito::UserPool" -> {
                UserPoolReader.pool(fields);
                pools.add(new Read<>(resource, name, fields, references.userPoolIssuer(name)));
            }
            case "AWS::Cognito::UserPoolClient" -> clients.add(UserPoolReader.client(id, name, fields));
            case "AWS::Cognito::UserPoolResourceServer" -> scopes.add(UserPoolReader.resourceServer(fields));
            case "AWS::Cognito::UserPoolDomain" -> UserPoolReader.domain(fields);
            default -> throw new IllegalStateException("no reader for " + resource.type());
        }
    }

    Stack build(Map<String, String> outputs) {
        Stack built = new Stack(
                stack.name(),
                stack.region(),
                stack.accountId(),
                functions(),
                bucketResources(),
                tables,
                queues,
                topicResources(),
                apiResources(),
                userPools(),
                outputs);
        all.forEach(Fields::finish);
        new StackChecks(problems, lines).check(built);
        return built;
    }

    private List<FunctionResource> functions() {
        Map<String, List<StreamMapping>> streams = new LinkedHashMap<>();
        Map<String, List<QueueMapping>> polled = new LinkedHashMap<>();
        for (Read<Fields> mapping : mappings) {
            Fields fields = mapping.fields();
            String named = fields.requiredText("FunctionName");
            String source = fields.requiredText("EventSourceArn");
            String function = named.substring(named.lastIndexOf(':') + 1);
            if (functions.stream().noneMatch(read -> read.name().equals(function)) && !named.isEmpty()) {
                fields.fault("FunctionName", "is " + named + ", no function of this template", named);
            }
            String id = mapping.resource().logicalId();
            if (MappingReader.isStream(source)) {
                streams.computeIfAbsent(function, _ -> new ArrayList<>()).add(MappingReader.stream(id, source, fields));
            } else {
                polled.computeIfAbsent(function, _ -> new ArrayList<>()).add(MappingReader.queue(id, source, fields));
            }
        }
        return functions.stream()
                .map(read -> withMappings(
                        read.part().resource(),
                        streams.getOrDefault(read.name(), List.of()),
                        polled.getOrDefault(read.name(), List.of())))
                .toList();
    }

    private static FunctionResource withMappings(
            FunctionResource function, List<StreamMapping> streams, List<QueueMapping> queues) {
        return new FunctionResource(
                function.logicalId(),
                function.name(),
                function.arn(),
                function.codeZip(),
                function.handler(),
                function.memoryMegabytes(),
                function.timeout(),
                function.environment(),
                function.reservedConcurrency(),
                function.asynchronous(),
                Stream.concat(function.streams().stream(), streams.stream()).toList(),
                Stream.concat(function.queues().stream(), queues.stream()).toList(),
                function.statements());
    }

    private List<BucketResource> bucketResources() {
        for (Read<FunctionReader.Function> function : functions) {
            function.part().notifications().keySet().stream()
                    .filter(bucket -> !bucket.isEmpty())
                    .filter(bucket ->
                            buckets.stream().noneMatch(read -> read.name().equals(bucket)))
                    .forEach(bucket -> function.fields()
                            .fault("Events", "name bucket " + bucket + ", which is not of this template", bucket));
        }
        return buckets.stream()
                .map(bucket -> {
                    List<Notification> notifications =
                            new ArrayList<>(bucket.part().notifications());
                    functions.forEach(function -> notifications.addAll(
                            function.part().notifications().getOrDefault(bucket.name(), List.of())));
                    return new BucketResource(
                            bucket.resource().logicalId(),
                            bucket.name(),
                            notifications,
                            bucket.part().cors());
                })
                .toList();
    }

    private List<TopicResource> topicResources() {
        for (Read<MessagingReader.TopicSubscription> read : subscriptions) {
            String topic = read.part().topicArn();
            if (!topic.isEmpty() && topics.stream().noneMatch(one -> one.part().equals(topic))) {
                read.fields().fault("TopicArn", "is " + topic + ", no topic of this template", topic);
            }
        }
        return topics.stream()
                .map(topic -> new TopicResource(
                        topic.resource().logicalId(),
                        topic.name(),
                        topic.part(),
                        subscriptions.stream()
                                .map(Read::part)
                                .filter(subscription -> subscription.topicArn().equals(topic.part()))
                                .map(MessagingReader.TopicSubscription::subscription)
                                .toList()))
                .toList();
    }

    private List<HttpApiResource> apiResources() {
        HttpApiReader reader = new HttpApiReader(pools.stream()
                .collect(Collectors.toMap(Read::part, pool -> pool.resource().logicalId())));
        List<FunctionEvents.Route> routes = functions.stream()
                .flatMap(function -> function.part().routes().stream())
                .toList();
        for (FunctionEvents.Route route : routes) {
            if (!route.apiId().isEmpty()
                    && apis.stream().noneMatch(api -> api.name().equals(route.apiId()))) {
                route.fields().fault("ApiId", "is " + route.apiId() + ", no HTTP API of this template", "");
            }
        }
        return apis.stream()
                .map(api -> reader.read(
                        api.resource().logicalId(),
                        api.name(),
                        api.fields(),
                        routes.stream()
                                .filter(route -> route.apiId().equals(api.name()))
                                .toList()))
                .toList();
    }

    private List<UserPoolResource> userPools() {
        List<UserPoolResource> userPools = new ArrayList<>();
        for (Read<String> pool : pools) {
            List<String> own = scopes.stream()
                    .filter(part -> part.poolId().equals(pool.name()))
                    .flatMap(part -> part.scopes().stream())
                    .toList();
            List<UserPoolReader.PoolClient> ofPool = clients.stream()
                    .filter(part -> part.poolId().equals(pool.name()))
                    .toList();
            Predicate<String> known = scope -> own.contains(scope) || UserPoolReader.STANDARD_SCOPES.contains(scope);
            ofPool.forEach(part -> part.client().scopes().stream()
                    .filter(known.negate())
                    .forEach(scope -> part.fields()
                            .fault("AllowedOAuthScopes", "has " + scope + ", no scope of the pool's", scope)));
            userPools.add(new UserPoolResource(
                    pool.resource().logicalId(),
                    pool.name(),
                    ofPool.stream().map(UserPoolReader.PoolClient::client).toList(),
                    own));
        }
        return userPools;
    }

    private String arn(Resource resource) {
        return references.arn(resource);
    }
}
