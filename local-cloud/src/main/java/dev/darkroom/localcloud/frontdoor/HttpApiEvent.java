package dev.darkroom.localcloud.frontdoor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Builds the event of an HTTP API's request, in payload format 2.0. Fields that a request has nothing for are left
/// out, as API Gateway does.
/// Source: Create AWS Lambda proxy integrations for HTTP APIs,
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>
///
/// @param match the route, and its parameters
/// @param headers by lower-cased name, values of equal names joined by commas, cookies left out
/// @param authorization of routes with an authorizer
record HttpApiEvent(
        String apiId,
        String accountId,
        Routes.Match match,
        Request request,
        Map<String, String> headers,
        Optional<Authorization> authorization,
        String requestId,
        Instant time) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter CLF =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);
    private static final Set<String> TEXT_TYPES =
            Set.of("application/json", "application/xml", "application/javascript");

    /// The request as it came.
    ///
    /// @param path percent-encoded
    /// @param query percent-encoded; empty for none
    record Request(
            String method,
            String path,
            String query,
            String protocol,
            String host,
            String sourceIp,
            List<String> cookies,
            byte[] body) {}

    /// What an authorizer found.
    ///
    /// @param scopes those of the route's that the token has; null in the event where the route asks for none
    record Authorization(Map<String, String> claims, List<String> scopes) {}

    byte[] toJson() {
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2.0");
        event.put("routeKey", match.routeKey());
        event.put("rawPath", Routes.decoded(request.path()));
        event.put("rawQueryString", request.query());
        if (!request.cookies().isEmpty()) {
            putAll(event.putArray("cookies"), request.cookies());
        }
        putAll(event.putObject("headers"), headers);
        Map<String, String> parameters = queryParameters();
        if (!parameters.isEmpty()) {
            putAll(event.putObject("queryStringParameters"), parameters);
        }
        event.set("requestContext", context());
        if (!match.pathParameters().isEmpty()) {
            putAll(event.putObject("pathParameters"), match.pathParameters());
        }
        putBody(event);
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of strings did not become JSON", impossible);
        }
    }

    private ObjectNode context() {
        ObjectNode context = JSON.createObjectNode();
        context.put("accountId", accountId);
        context.put("apiId", apiId);
        authorization.ifPresent(found -> {
            ObjectNode jwt = context.putObject("authorizer").putObject("jwt");
            putAll(jwt.putObject("claims"), found.claims());
            if (match.route().scopes().isEmpty()) {
                jwt.putNull("scopes");
            } else {
                putAll(jwt.putArray("scopes"), found.scopes());
            }
        });
        context.put("domainName", request.host());
        context.put("domainPrefix", request.host().split("\\.", 2)[0]);
        ObjectNode http = context.putObject("http");
        http.put("method", request.method());
        http.put("path", Routes.decoded(request.path()));
        http.put("protocol", request.protocol());
        http.put("sourceIp", request.sourceIp());
        http.put("userAgent", headers.getOrDefault("user-agent", ""));
        context.put("requestId", requestId);
        context.put("routeKey", match.routeKey());
        context.put("stage", "$default");
        context.put("time", CLF.format(time));
        context.put("timeEpoch", time.toEpochMilli());
        return context;
    }

    /// Decoded; equal names are joined by commas.
    private Map<String, String> queryParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        Arrays.stream(request.query().split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .forEach(pair -> {
                    String[] parts = pair.split("=", 2);
                    String value = parts.length == 2 ? decodedQuery(parts[1]) : "";
                    parameters.merge(decodedQuery(parts[0]), value, (first, next) -> first + "," + next);
                });
        return parameters;
    }

    private static String decodedQuery(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    private void putBody(ObjectNode event) {
        boolean text = isText(headers.getOrDefault("content-type", ""));
        if (request.body().length > 0) {
            event.put(
                    "body",
                    text
                            ? new String(request.body(), StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(request.body()));
        }
        event.put("isBase64Encoded", !text && request.body().length > 0);
    }

    /// Everything else is binary to API Gateway, forms and bodies without a type among them. AWS documents that binary
    /// bodies are encoded, and not which are binary; this is what others saw it do:
    /// <https://github.com/ministackorg/ministack/pull/766>
    private static boolean isText(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || TEXT_TYPES.contains(type);
    }

    private static void putAll(ObjectNode object, Map<String, String> entries) {
        entries.forEach(object::put);
    }

    private static void putAll(ArrayNode array, List<String> items) {
        items.forEach(array::add);
    }
}
