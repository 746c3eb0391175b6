package dev.darkroom.localcloud.rights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The rights that a request to one of the services needs. What is not known here needs more than any template should
/// grant, so that an operation which is new here is refused until it is.
final class NeededRights {
    private static final ObjectMapper JSON = new ObjectMapper();

    private NeededRights() {}

    static List<Right> of(String service, ApiRequest request, Arns arns) {
        return switch (service) {
            case "dynamodb" -> DynamoDbRights.of(request.target(), json(request), arns);
            case "sqs" -> MessagingRights.queue(request, json(request), arns);
            case "sns" -> MessagingRights.topic(request, arns);
            case "lambda" -> LambdaRights.of(request, arns);
            // Whoever has credentials may ask whose they are.
            case "sts" -> List.of();
            default -> List.of(new Right(service + ":*", "*"));
        };
    }

    /// What is no JSON is nothing, and the service itself says so.
    private static JsonNode json(ApiRequest request) {
        try {
            JsonNode json = JSON.readTree(request.body());
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    static String decoded(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
