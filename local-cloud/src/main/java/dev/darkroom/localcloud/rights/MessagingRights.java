package dev.darkroom.localcloud.rights;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What SQS and SNS need, in their JSON and query protocols: a batch needs the right to its single operation.
/// Sources:
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html>,
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html>
final class MessagingRights {
    private MessagingRights() {}

    static List<Right> queue(ApiRequest request, JsonNode json, Arns arns) {
        Map<String, String> form = form(request);
        String operation = request.target().isEmpty() ? form.getOrDefault("Action", "") : request.target();
        String action = "sqs:" + single(operation);
        if (operation.equals("ListQueues")) {
            return List.of(new Right(action, "*"));
        }
        String arn = json.path("SourceArn").asText(form.getOrDefault("SourceArn", ""));
        if (!arn.isEmpty()) {
            return List.of(new Right(action, arn));
        }
        String name = json.path("QueueName").asText(form.getOrDefault("QueueName", ""));
        // The query protocol may name the queue in the path instead.
        String url = json.path("QueueUrl").asText(form.getOrDefault("QueueUrl", request.path()));
        return List.of(new Right(
                action, arns.of("sqs", name.isEmpty() ? url.substring(url.lastIndexOf('/') + 1) : name)));
    }

    static List<Right> topic(ApiRequest request, Arns arns) {
        Map<String, String> form = form(request);
        String operation = form.getOrDefault("Action", "");
        String topic = form.getOrDefault("TopicArn", form.getOrDefault("TargetArn", ""));
        boolean lists = operation.equals("ListTopics") || operation.equals("ListSubscriptions");
        return List.of(new Right("sns:" + single(operation), lists || topic.isEmpty() ? arns.of("sns", "*") : topic));
    }

    private static String single(String operation) {
        return operation.endsWith("Batch") ? operation.substring(0, operation.length() - "Batch".length()) : operation;
    }

    /// A request of the query protocol has its parameters in its query or in its body.
    private static Map<String, String> form(ApiRequest request) {
        var parameters = new LinkedHashMap<String, String>();
        if (request.target().isEmpty()) {
            String text = request.query() + "&" + new String(request.body(), StandardCharsets.UTF_8);
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.putIfAbsent(
                            NeededRights.decoded(pair.substring(0, equals)),
                            NeededRights.decoded(pair.substring(equals + 1)));
                }
            }
        }
        return parameters;
    }
}
