package dev.darkroom.localcloud.template;

import dev.darkroom.localcloud.stack.BucketResource.Notification;
import dev.darkroom.localcloud.stack.PolicyStatement;
import dev.darkroom.localcloud.stack.QueueMapping;
import dev.darkroom.localcloud.stack.StreamMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What invokes a function, by its `Events`.
/// Source: EventSource,
/// <https://github.com/aws/serverless-application-model/blob/develop/versions/2016-10-31.md#event-source-types>
///
/// @param notifications by the bucket's physical name
/// @param grants what SAM lets the function's role do for them
record FunctionEvents(
        Map<String, List<Notification>> notifications,
        List<Route> routes,
        List<StreamMapping> streams,
        List<QueueMapping> queues,
        List<PolicyStatement> grants) {
    /// An `HttpApi` event.
    ///
    /// @param apiId the API's physical id
    /// @param authorizer its name, `NONE`, or empty for the API's default
    /// @param scopes empty for the authorizer's own
    record Route(
            String apiId,
            String method,
            String path,
            String functionName,
            Optional<String> authorizer,
            Optional<List<String>> scopes,
            Fields fields) {}

    /// Reads all of a function's events. Each mapping is known by the function's and the event's name together.
    static FunctionEvents read(String logicalId, String functionName, String functionArn, Fields function) {
        FunctionEvents found = new FunctionEvents(
                new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Optional<Fields> events = function.nested("Events");
        for (String name : events.map(Fields::names).orElse(List.of())) {
            Optional<Fields> event = events.flatMap(all -> all.nested(name));
            Optional<Fields> properties = event.flatMap(one -> one.nested("Properties"));
            if (event.isPresent() && properties.isPresent()) {
                String type = event.get().choice("Type", "HttpApi", "S3", "DynamoDB", "SQS");
                found.add(type, logicalId + name, functionName, functionArn, properties.get());
            }
        }
        return found;
    }

    private void add(String type, String id, String functionName, String functionArn, Fields event) {
        switch (type) {
            case "S3" ->
                notifications
                        .computeIfAbsent(event.requiredText("Bucket"), _ -> new ArrayList<>())
                        .add(BucketReader.notification(id, event, "Events", functionArn));
            case "DynamoDB" -> {
                streams.add(MappingReader.stream(id, event.requiredText("Stream"), event));
                grants.add(SamGrants.readStreams());
                grants.addAll(SamGrants.writeFailures(event));
            }
            case "SQS" -> {
                queues.add(MappingReader.queue(id, event.requiredText("Queue"), event));
                grants.add(SamGrants.readQueues());
            }
            default -> routes.add(route(functionName, event));
        }
    }

    private static Route route(String functionName, Fields event) {
        event.choice("PayloadFormatVersion", "2.0");
        Optional<Fields> auth = event.nested("Auth");
        Optional<List<String>> scopes =
                auth.map(fields -> fields.texts("AuthorizationScopes")).filter(texts -> !texts.isEmpty());
        return new Route(
                event.requiredText("ApiId"),
                event.requiredText("Method").toUpperCase(Locale.ROOT),
                event.requiredText("Path"),
                functionName,
                auth.flatMap(fields -> fields.text("Authorizer")),
                scopes,
                event);
    }
}
