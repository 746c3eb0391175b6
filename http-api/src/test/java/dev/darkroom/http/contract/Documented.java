package dev.darkroom.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/// What openapi.yaml says of one status of one route.
///
/// @param schemas names by media type; empty where the answer has no body
/// @param headers their schemas by lower-case name
record Documented(Map<String, String> schemas, Map<String, JsonNode> headers) {
    /// What API Gateway answers by itself.
    static final String GATEWAY = "GatewayMessage";

    private static final String CHALLENGE = "www-authenticate";

    static Documented of(JsonNode response, OpenApi document) {
        Map<String, String> schemas = new TreeMap<>();
        response.path("content")
                .properties()
                .forEach(entry -> schemas.put(
                        entry.getKey(), OpenApi.schemaName(entry.getValue().path("schema"))));
        Map<String, JsonNode> headers = new TreeMap<>();
        response.path("headers")
                .properties()
                .forEach(entry -> headers.put(
                        entry.getKey(), document.followed(entry.getValue()).path("schema")));
        return new Documented(schemas, headers);
    }

    boolean isTheGatewaysAlone() {
        return !schemas.isEmpty() && schemas.values().stream().allMatch(GATEWAY::equals);
    }

    /// Whether a function's answer has this header. The gateway alone challenges.
    static boolean isFunctions(String header) {
        return !header.equals(CHALLENGE);
    }
}
