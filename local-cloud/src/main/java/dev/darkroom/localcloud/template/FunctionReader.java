package dev.darkroom.localcloud.template;

import dev.darkroom.localcloud.stack.AsynchronousInvocation;
import dev.darkroom.localcloud.stack.BucketResource.Notification;
import dev.darkroom.localcloud.stack.FunctionResource;
import dev.darkroom.localcloud.stack.PolicyStatement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads `AWS::Serverless::Function`.
/// Source: <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html>
final class FunctionReader {
    private final Path templateFolder;

    /// @param templateFolder what `CodeUri` is relative to
    FunctionReader(Path templateFolder) {
        this.templateFolder = templateFolder;
    }

    /// A function, and what its events ask of buckets and APIs.
    ///
    /// @param notifications by the bucket's physical name
    record Function(
            FunctionResource resource,
            Map<String, List<Notification>> notifications,
            List<FunctionEvents.Route> routes) {}

    Function read(String logicalId, String name, String arn, Fields fields) {
        fields.text("FunctionName");
        fields.withoutEffect("the machine has one architecture", "Architectures");
        fields.withoutEffect("every trace is taken", "Tracing");
        fields.withoutEffect("log lines are kept as they are written", "LoggingConfig");
        fields.withoutEffect("nothing is snapshotted or versioned here", "SnapStart");
        fields.withoutEffect("nobody reads them", "Description", "Tags");
        fields.requiredText("Runtime");
        fields.choice("Runtime", "java25");
        FunctionEvents events = FunctionEvents.read(logicalId, name, arn, fields);
        AsynchronousInvocation asynchronous = asynchronous(fields);
        FunctionResource function = new FunctionResource(
                logicalId,
                name,
                arn,
                code(fields),
                fields.requiredText("Handler"),
                fields.integer("MemorySize", 128, 10_240).orElse(128),
                fields.seconds("Timeout", 1, 900, 3),
                fields.nested("Environment")
                        .map(environment -> environment.textsByName("Variables"))
                        .orElse(Map.of()),
                fields.integer("ReservedConcurrentExecutions", 0, 100_000),
                asynchronous,
                events.streams(),
                events.queues(),
                statements(fields, asynchronous, events));
        return new Function(function, events.notifications(), events.routes());
    }

    private static List<PolicyStatement> statements(
            Fields fields, AsynchronousInvocation asynchronous, FunctionEvents events) {
        Stream<PolicyStatement> destinations = Stream.of(asynchronous.onFailure(), asynchronous.deadLetter())
                .flatMap(Optional::stream)
                .map(SamGrants::send);
        return Stream.of(PolicyReader.read(fields).stream(), events.grants().stream(), destinations)
                .flatMap(statements -> statements)
                .toList();
    }

    private Path code(Fields fields) {
        String codeUri = fields.requiredText("CodeUri");
        Path zip = templateFolder.resolve(codeUri).normalize();
        if (!codeUri.isEmpty() && Files.isDirectory(zip)) {
            return fields.fault("CodeUri", "is the folder " + codeUri + "; the local cloud runs zips", zip);
        }
        if (!codeUri.isEmpty() && !Files.isRegularFile(zip)) {
            String module = codeUri.contains("/target/") ? codeUri.substring(0, codeUri.indexOf("/target/")) : "";
            String build =
                    module.isEmpty() ? "build it first" : "./mvnw -Dquick package -pl " + module + " -am makes it";
            return fields.fault("CodeUri", "names " + codeUri + ", which is not there; " + build, zip);
        }
        return zip;
    }

    private static AsynchronousInvocation asynchronous(Fields fields) {
        AsynchronousInvocation defaults = AsynchronousInvocation.DEFAULTS;
        Optional<String> deadLetter = fields.nested("DeadLetterQueue").map(queue -> {
            queue.requiredText("Type");
            queue.choice("Type", "SQS");
            return queue.requiredText("TargetArn");
        });
        Optional<Fields> configuration = fields.nested("EventInvokeConfig");
        Optional<String> onFailure = configuration
                .flatMap(invoke -> invoke.nested("DestinationConfig"))
                .flatMap(destinations -> destinations.nested("OnFailure"))
                .map(failure -> {
                    failure.requiredText("Type");
                    failure.choice("Type", "SQS");
                    return failure.requiredText("Destination");
                });
        return new AsynchronousInvocation(
                configuration
                        .map(invoke ->
                                invoke.integer("MaximumRetryAttempts", 0, 2).orElse(defaults.maximumRetries()))
                        .orElse(defaults.maximumRetries()),
                configuration
                        .map(invoke -> invoke.seconds("MaximumEventAgeInSeconds", 60, 21_600, 21_600))
                        .orElse(defaults.maximumEventAge()),
                onFailure,
                deadLetter);
    }
}
