package dev.darkroom.localcloud.frontdoor;

import dev.darkroom.localcloud.stack.HttpApiResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The CORS headers that the gateway itself sends: where the API has a CORS configuration, preflights never reach a
/// function, and CORS headers that a function returns are dropped.
/// Source: Configure CORS for HTTP APIs,
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html>
record Cors(HttpApiResource.Cors configuration) {
    static final String HEADER_PREFIX = "access-control-";

    /// The headers of a preflight's answer; none where origin, method or headers are not allowed, which is how the
    /// browser learns of it.
    ///
    /// @param requestedHeaders of `access-control-request-headers`; empty for none
    Map<String, String> preflight(String origin, String requestedMethod, String requestedHeaders) {
        boolean headersAllowed = List.of(requestedHeaders.split(",", -1)).stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .allMatch(name -> name.isEmpty() || listed(configuration.allowHeaders(), name));
        if (!allowsOrigin(origin) || !listed(configuration.allowMethods(), requestedMethod) || !headersAllowed) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>(response(origin));
        put(headers, "allow-methods", configuration.allowMethods());
        put(headers, "allow-headers", configuration.allowHeaders());
        configuration
                .maxAgeSeconds()
                .ifPresent(seconds -> headers.put(HEADER_PREFIX + "max-age", Integer.toString(seconds)));
        return headers;
    }

    /// The headers that any other response to a request from this origin gets.
    Map<String, String> response(String origin) {
        if (!allowsOrigin(origin)) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        boolean everyone = configuration.allowOrigins().contains("*");
        headers.put(HEADER_PREFIX + "allow-origin", everyone ? "*" : origin);
        put(headers, "expose-headers", configuration.exposeHeaders());
        if (configuration.allowCredentials()) {
            headers.put(HEADER_PREFIX + "allow-credentials", "true");
        }
        return headers;
    }

    private boolean allowsOrigin(String origin) {
        return configuration.allowOrigins().stream()
                .anyMatch(allowed -> allowed.endsWith("*")
                        ? origin.startsWith(allowed.substring(0, allowed.length() - 1))
                        : allowed.equalsIgnoreCase(origin));
    }

    private static boolean listed(List<String> allowed, String wanted) {
        return allowed.stream().anyMatch(one -> one.equals("*") || one.equalsIgnoreCase(wanted));
    }

    private static void put(Map<String, String> headers, String name, List<String> values) {
        if (!values.isEmpty()) {
            headers.put(HEADER_PREFIX + name, String.join(",", values));
        }
    }
}
