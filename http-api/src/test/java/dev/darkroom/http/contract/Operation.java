package dev.darkroom.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One route of the contract.
///
/// @param needsToken whether the gateway asks for one
/// @param bodySchema of the request; empty where it has no body
/// @param answers by status
record Operation(
        String method,
        String path,
        boolean needsToken,
        List<Parameter> parameters,
        Optional<String> bodySchema,
        Map<Integer, Documented> answers) {
    /// @param in `path`, `query` or `header`
    record Parameter(String name, String in, JsonNode schema) {}

    /// @param shared the parameters of all methods of the path
    static Operation of(String method, String path, JsonNode operation, JsonNode shared, OpenApi document) {
        Map<Integer, Documented> answers = new TreeMap<>();
        operation
                .path("responses")
                .properties()
                .forEach(entry -> answers.put(
                        Integer.valueOf(entry.getKey()), Documented.of(document.followed(entry.getValue()), document)));
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode listed : List.of(shared, operation.path("parameters"))) {
            listed.forEach(node -> {
                JsonNode parameter = document.followed(node);
                parameters.add(new Parameter(
                        parameter.path("name").asText(),
                        parameter.path("in").asText(),
                        document.followed(parameter.path("schema"))));
            });
        }
        Optional<String> bodySchema = operation.at("/requestBody/content").properties().stream()
                .map(entry -> OpenApi.schemaName(entry.getValue().path("schema")))
                .findFirst();
        // An empty list overrides the document's own requirement.
        boolean open = operation.has("security") && operation.path("security").isEmpty();
        return new Operation(method, path, !open, parameters, bodySchema, answers);
    }

    String routeKey() {
        return method + " " + path;
    }

    Optional<Documented> answer(int status) {
        return Optional.ofNullable(answers.get(status));
    }

    boolean takes(String requestMethod, String requestPath) {
        String[] template = path.split("/", -1);
        String[] segments = requestPath.split("/", -1);
        if (!method.equals(requestMethod) || template.length != segments.length) {
            return false;
        }
        for (int i = 0; i < template.length; i++) {
            if (!isParameter(template[i]) && !template[i].equals(segments[i])) {
                return false;
            }
        }
        return true;
    }

    /// Of two routes that take a path, the one with fewer parameters is meant.
    long parameterCount() {
        return path.chars().filter(c -> c == '{').count();
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }
}
