package dev.darkroom.localcloud.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What an endpoint answers.
///
/// @param headers by lower-cased name
record Answer(int status, Map<String, String> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer json(int status, Map<String, Object> body) {
        try {
            return new Answer(status, Map.of("content-type", "application/json"), JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a map of texts did not become JSON", impossible);
        }
    }

    /// An OAuth 2.0 error.
    static Answer error(String error, String description) {
        return json(400, Map.of("error", error, "error_description", description));
    }

    static Answer page(String html) {
        Map<String, String> headers = Map.of(
                "content-type", "text/html; charset=utf-8",
                "content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        return new Answer(200, headers, html.getBytes(StandardCharsets.UTF_8));
    }

    static Answer redirect(String location) {
        return new Answer(302, Map.of("location", location), new byte[0]);
    }
}
