package dev.darkroom.localcloud.frontdoor;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what a function returned, in payload format 2.0.
/// Source: Create AWS Lambda proxy integrations for HTTP APIs, "Lambda function response for format 2.0",
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>
final class FunctionResponse {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    /// These belong to the connection, which is the gateway's.
    private static final Set<String> CONNECTION_HEADERS = Set.of(
            "connection",
            "content-length",
            "date",
            "keep-alive",
            "server",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private FunctionResponse() {}

    /// The response, or nothing where the payload is not one, which the gateway answers with 500.
    static Optional<GatewayResponse> read(byte[] payload) {
        try {
            JsonNode returned = JSON.readTree(payload);
            return returned.isObject() && returned.has("statusCode")
                    ? Optional.of(formatted(returned))
                    : Optional.of(inferred(returned, payload));
        } catch (IOException | IllegalArgumentException notAResponse) {
            return Optional.empty();
        }
    }

    /// Valid JSON without a status code: status 200, and the JSON is the body as it came, a string without its quotes.
    private static GatewayResponse inferred(JsonNode returned, byte[] payload) {
        byte[] body = returned.isTextual() ? returned.textValue().getBytes(StandardCharsets.UTF_8) : payload;
        return new GatewayResponse(200, Map.of("content-type", "application/json"), List.of(), body);
    }

    private static GatewayResponse formatted(JsonNode returned) {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", "text/plain; charset=utf-8");
        for (Map.Entry<String, JsonNode> header : returned.path("headers").properties()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!CONNECTION_HEADERS.contains(name)) {
                headers.put(name, scalar(header.getValue()));
            }
        }
        List<String> cookies = new ArrayList<>();
        returned.path("cookies").forEach(cookie -> cookies.add(scalar(cookie)));
        return new GatewayResponse(status(returned.get("statusCode")), headers, cookies, body(returned));
    }

    private static int status(JsonNode node) {
        int status =
                node.canConvertToInt() && node.isIntegralNumber() ? node.intValue() : Integer.parseInt(scalar(node));
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("no final HTTP status: " + status);
        }
        return status;
    }

    private static byte[] body(JsonNode returned) {
        JsonNode body = returned.path("body");
        if (body.isMissingNode() || body.isNull()) {
            return new byte[0];
        }
        if (!body.isTextual()) {
            throw new IllegalArgumentException("the body is not a string");
        }
        return returned.path("isBase64Encoded").asBoolean(false)
                ? Base64.getDecoder().decode(body.textValue())
                : body.textValue().getBytes(StandardCharsets.UTF_8);
    }

    private static String scalar(JsonNode node) {
        if (!node.isValueNode() || node.isNull()) {
            throw new IllegalArgumentException("a value where text is due is " + node.getNodeType());
        }
        return node.asText();
    }
}
