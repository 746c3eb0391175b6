package dev.darkroom.localcloud.template;

import dev.darkroom.localcloud.stack.BucketResource.CorsRule;
import dev.darkroom.localcloud.stack.BucketResource.Notification;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads `AWS::S3::Bucket`.
/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html>
final class BucketReader {
    /// Those that the local cloud raises.
    static final Set<String> EVENTS = Set.of(
            "s3:ObjectCreated:*",
            "s3:ObjectCreated:Put",
            "s3:ObjectCreated:Post",
            "s3:ObjectCreated:Copy",
            "s3:ObjectCreated:CompleteMultipartUpload",
            "s3:ObjectRemoved:*",
            "s3:ObjectRemoved:Delete");

    private BucketReader() {}

    /// A bucket's own part; functions add theirs.
    record Bucket(List<Notification> notifications, List<CorsRule> cors) {}

    static Bucket read(String logicalId, Fields fields) {
        fields.text("BucketName");
        fields.withoutEffect("nobody outside this machine reaches a bucket", "PublicAccessBlockConfiguration");
        fields.withoutEffect("there is one owner", "OwnershipControls");
        fields.withoutEffect("the data folder is as safe as the disk it is on", "BucketEncryption");
        fields.withoutEffect("nobody reads them", "Tags");
        List<CorsRule> cors = new ArrayList<>();
        fields.nested("CorsConfiguration")
                .ifPresent(configuration -> configuration.list("CorsRules").forEach(rule -> cors.add(cors(rule))));
        List<Notification> notifications = new ArrayList<>();
        fields.nested("NotificationConfiguration").ifPresent(configuration -> {
            for (Fields one : configuration.list("LambdaConfigurations")) {
                notifications.add(
                        notification(logicalId + notifications.size(), one, "Event", one.requiredText("Function")));
            }
            for (Fields one : configuration.list("QueueConfigurations")) {
                notifications.add(
                        notification(logicalId + notifications.size(), one, "Event", one.requiredText("Queue")));
            }
        });
        return new Bucket(notifications, cors);
    }

    /// One notification, as bucket properties and function events both write it.
    ///
    /// @param eventsProperty `Event` or `Events`
    static Notification notification(String id, Fields fields, String eventsProperty, String targetArn) {
        List<String> events = fields.texts(eventsProperty);
        for (String event : events) {
            if (!EVENTS.contains(event)) {
                fields.fault(eventsProperty, "is '" + event + "'; known: " + Problems.list(EVENTS), event);
            }
        }
        if (events.isEmpty()) {
            fields.requiredText(eventsProperty);
        }
        Optional<String> prefix = Optional.empty();
        Optional<String> suffix = Optional.empty();
        List<Fields> rules = fields.nested("Filter")
                .flatMap(filter -> filter.nested("S3Key"))
                .map(key -> key.list("Rules"))
                .orElse(List.of());
        for (Fields rule : rules) {
            String value = filterValue(rule);
            String name = rule.choice("Name", "prefix", "suffix", "Prefix", "Suffix");
            boolean isPrefix = name.equals("prefix") || name.equals("Prefix");
            if ((isPrefix ? prefix : suffix).isPresent()) {
                rule.fault("Name", "is a second " + name + "; a filter has one", name);
            }
            if (isPrefix) {
                prefix = Optional.of(value);
            } else {
                suffix = Optional.of(value);
            }
        }
        return new Notification(id, events, prefix, suffix, targetArn);
    }

    private static String filterValue(Fields rule) {
        String value = rule.requiredText("Value");
        try {
            URLDecoder.decode(value, StandardCharsets.UTF_8);
            return value;
        } catch (IllegalArgumentException malformed) {
            return rule.fault("Value", "is '" + value + "', not percent-encoded as keys in events are", "");
        }
    }

    private static CorsRule cors(Fields rule) {
        rule.withoutEffect("a rule's name", "Id");
        return new CorsRule(
                rule.texts("AllowedOrigins"),
                rule.texts("AllowedMethods"),
                rule.texts("AllowedHeaders"),
                rule.texts("ExposedHeaders"),
                rule.integer("MaxAge", 0, Integer.MAX_VALUE).orElse(0));
    }
}
