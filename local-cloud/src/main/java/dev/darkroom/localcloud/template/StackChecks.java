package dev.darkroom.localcloud.template;

import dev.darkroom.localcloud.stack.BucketResource;
import dev.darkroom.localcloud.stack.BucketResource.Notification;
import dev.darkroom.localcloud.stack.FunctionResource;
import dev.darkroom.localcloud.stack.HttpApiResource;
import dev.darkroom.localcloud.stack.QueueMapping;
import dev.darkroom.localcloud.stack.QueueResource;
import dev.darkroom.localcloud.stack.Stack;
import dev.darkroom.localcloud.stack.TopicResource;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks that every ARN by which one resource points at another is one of the stack's, and that no two resources
/// share a name: what a deployment would only find out half way.
final class StackChecks {
    private static final String DEFAULT_VISIBILITY_SECONDS = "30";

    private final Problems problems;
    private final Map<String, Integer> lines;

    /// @param lines by logical id
    StackChecks(Problems problems, Map<String, Integer> lines) {
        this.problems = problems;
        this.lines = lines;
    }

    void check(Stack stack) {
        Set<String> queues = stack.queues().stream().map(QueueResource::arn).collect(Collectors.toSet());
        Set<String> functions =
                stack.functions().stream().map(FunctionResource::arn).collect(Collectors.toSet());
        Set<String> buckets = stack.buckets().stream()
                .map(bucket -> "arn:" + Intrinsics.PARTITION + ":s3:::" + bucket.name())
                .collect(Collectors.toSet());
        for (FunctionResource function : stack.functions()) {
            checkFunction(function, stack, queues, buckets);
        }
        for (BucketResource bucket : stack.buckets()) {
            bucket.notifications()
                    .forEach(notification ->
                            known(bucket.logicalId(), "notifies", notification.targetArn(), union(queues, functions)));
            checkOverlaps(bucket);
        }
        for (TopicResource topic : stack.topics()) {
            topic.subscriptions().forEach(subscription -> {
                known(topic.logicalId(), "has a subscription to", subscription.queueArn(), queues);
                subscription
                        .deadLetterQueueArn()
                        .ifPresent(arn -> known(topic.logicalId(), "has a dead-letter queue", arn, queues));
            });
        }
        for (QueueResource queue : stack.queues()) {
            String policy = queue.attributes().getOrDefault("RedrivePolicy", "");
            if (!policy.isEmpty() && queues.stream().noneMatch(arn -> policy.contains("\"" + arn + "\""))) {
                problem(queue.logicalId(), "redrives to a queue that this template does not have: " + policy);
            }
        }
        new RoleChecks(stack, this::problem).check();
        stack.apis().forEach(this::checkRoutes);
        checkNames(stack);
    }

    private void checkFunction(FunctionResource function, Stack stack, Set<String> queues, Set<String> buckets) {
        String id = function.logicalId();
        function.asynchronous().onFailure().ifPresent(arn -> known(id, "sends failures to", arn, queues));
        function.asynchronous().deadLetter().ifPresent(arn -> known(id, "sends dead letters to", arn, queues));
        function.queues().forEach(mapping -> {
            known(id, "polls", mapping.queueArn(), queues);
            checkVisibility(function, mapping, stack);
        });
        checkSources(function);
        function.streams().forEach(mapping -> {
            mapping.onFailure().ifPresent(arn -> known(id, "sends failures to", arn, union(queues, buckets)));
            boolean streams = stack.tables().stream()
                    .anyMatch(table -> table.name().equals(mapping.tableName())
                            && table.streamView().isPresent());
            if (!streams && !mapping.tableName().isEmpty()) {
                problem(id, "reads the stream of " + mapping.tableName() + ", no table of this template with a stream");
            }
        });
    }

    /// Source: Configuring event notifications using object key name filtering,
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html>
    private void checkOverlaps(BucketResource bucket) {
        List<Notification> all = bucket.notifications();
        for (int i = 0; i < all.size(); i++) {
            for (Notification other : all.subList(i + 1, all.size())) {
                if (overlap(all.get(i), other)) {
                    problem(
                            bucket.logicalId(),
                            "notifies " + all.get(i).targetArn() + " and " + other.targetArn()
                                    + " of the same events and keys, which S3 refuses");
                }
            }
        }
    }

    private static boolean overlap(Notification one, Notification other) {
        String prefix = one.prefix().orElse("");
        String otherPrefix = other.prefix().orElse("");
        String suffix = one.suffix().orElse("");
        String otherSuffix = other.suffix().orElse("");
        return one.events().stream()
                        .anyMatch(type -> other.events().stream()
                                .anyMatch(otherType -> covers(type, otherType) || covers(otherType, type)))
                && (prefix.startsWith(otherPrefix) || otherPrefix.startsWith(prefix))
                && (suffix.endsWith(otherSuffix) || otherSuffix.endsWith(suffix));
    }

    private static boolean covers(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(type);
    }

    /// Lambda refuses a queue whose messages would come back while the function is still at work on them.
    /// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html>
    private void checkVisibility(FunctionResource function, QueueMapping mapping, Stack stack) {
        for (QueueResource queue : stack.queues()) {
            Duration visibility = Duration.ofSeconds(
                    Long.parseLong(queue.attributes().getOrDefault("VisibilityTimeout", DEFAULT_VISIBILITY_SECONDS)));
            if (queue.arn().equals(mapping.queueArn()) && visibility.compareTo(function.timeout()) < 0) {
                problem(
                        function.logicalId(),
                        "polls %s, whose visibility timeout of %d s is less than the function's timeout of %d s"
                                .formatted(
                                        queue.name(),
                                        visibility.toSeconds(),
                                        function.timeout().toSeconds()));
            }
        }
    }

    /// Lambda has one mapping from a source to a function, and refuses a second.
    private void checkSources(FunctionResource function) {
        Set<String> seen = new HashSet<>();
        Stream.concat(
                        function.streams().stream().map(mapping -> "the stream of " + mapping.tableName()),
                        function.queues().stream().map(QueueMapping::queueArn))
                .filter(source -> !seen.add(source))
                .forEach(source -> problem(function.logicalId(), "is mapped to " + source + " twice"));
    }

    private void checkRoutes(HttpApiResource api) {
        Set<String> seen = new HashSet<>();
        for (HttpApiResource.Route route : api.routes()) {
            // Parameters match whatever they are called, so their names make no difference.
            String key = route.method() + " " + route.path().replaceAll("\\{[^}+]*}", "{}");
            if (!seen.add(key)) {
                problem(api.logicalId(), "has the route " + route.method() + " " + route.path() + " twice");
            }
        }
    }

    private void checkNames(Stack stack) {
        unique(stack.functions().stream().map(one -> List.of("function", one.name(), one.logicalId())));
        unique(stack.buckets().stream().map(one -> List.of("bucket", one.name(), one.logicalId())));
        unique(stack.tables().stream().map(one -> List.of("table", one.name(), one.logicalId())));
        unique(stack.queues().stream().map(one -> List.of("queue", one.name(), one.logicalId())));
        unique(stack.topics().stream().map(one -> List.of("topic", one.name(), one.logicalId())));
    }

    private void unique(Stream<List<String>> kindNameId) {
        Set<String> seen = new HashSet<>();
        kindNameId.forEach(one -> {
            if (!seen.add(one.get(1))) {
                problem(one.get(2), "is a second " + one.get(0) + " named " + one.get(1));
            }
        });
    }

    private void known(String logicalId, String relation, String arn, Set<String> arns) {
        if (!arn.isEmpty() && !arns.contains(arn)) {
            problem(
                    logicalId,
                    relation + " " + arn + ", which this template does not have; known: " + Problems.list(arns));
        }
    }

    private void problem(String logicalId, String text) {
        problems.add(lines.getOrDefault(logicalId, 1), logicalId, text);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
