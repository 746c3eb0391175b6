package dev.darkroom.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A path's query: those of its parameters that are present.
final class Query {
    private final Map<String, String> parameters = new LinkedHashMap<>();

    static Query of(String name, Optional<String> value) {
        return new Query().and(name, value);
    }

    Query and(String name, Optional<String> value) {
        value.ifPresent(present -> parameters.put(name, present));
        return this;
    }

    /// The path with this query, where there is any.
    String on(String path) {
        return parameters.isEmpty()
                ? path
                : parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", path + "?", ""));
    }
}
