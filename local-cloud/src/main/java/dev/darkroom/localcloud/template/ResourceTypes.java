package dev.darkroom.localcloud.template;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The resource types a template may have here: those that are built, and those understood to have no effect locally.
final class ResourceTypes {
    /// Each has a reader.
    static final Set<String> BUILT = Set.of(
            "AWS::S3::Bucket",
            "AWS::DynamoDB::Table",
            "AWS::SQS::Queue",
            "AWS::SNS::Topic",
            "AWS::SNS::Subscription",
            "AWS::Serverless::Function",
            "AWS::Lambda::EventSourceMapping",
            "AWS::Serverless::HttpApi",
            "AWS::Cognito::UserPool",
            "AWS::Cognito::UserPoolClient",
            "AWS::Cognito::UserPoolResourceServer",
            "AWS::Cognito::UserPoolDomain");

    private static final String OBSERVING = "nothing is watched or alarmed locally";
    private static final String SERVICES = "services of the local cloud may call each other";

    /// Legitimate, and without effect here: by type, why.
    private static final Map<String, String> UNNEEDED = Map.ofEntries(
            Map.entry("AWS::CloudWatch::Alarm", OBSERVING),
            Map.entry("AWS::CloudWatch::CompositeAlarm", OBSERVING),
            Map.entry("AWS::CloudWatch::Dashboard", OBSERVING),
            Map.entry("AWS::Logs::MetricFilter", OBSERVING),
            Map.entry("AWS::Logs::QueryDefinition", OBSERVING),
            Map.entry(
                    "AWS::Logs::LogGroup", "functions' logs go to one place, and are kept as long as the data folder"),
            Map.entry("AWS::SQS::QueuePolicy", SERVICES),
            Map.entry("AWS::SNS::TopicPolicy", SERVICES),
            Map.entry("AWS::Lambda::Permission", SERVICES),
            Map.entry("AWS::S3::BucketPolicy", "functions have their role's rights, and nobody else has any"));

    private ResourceTypes() {}

    static boolean knows(String type) {
        return BUILT.contains(type) || UNNEEDED.containsKey(type);
    }

    /// Why a type is left aside; empty for one that is built or unknown.
    static Optional<String> unneeded(String type) {
        return Optional.ofNullable(UNNEEDED.get(type));
    }

    /// For messages.
    static String known() {
        Set<String> all = new TreeSet<>(BUILT);
        all.addAll(UNNEEDED.keySet());
        return Problems.list(all);
    }
}
