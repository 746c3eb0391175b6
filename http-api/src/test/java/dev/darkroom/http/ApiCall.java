package dev.darkroom.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.http.contract.Contract;
import dev.darkroom.http.contract.Exchange;
import dev.darkroom.telemetry.TestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// A request to a function as the HTTP API would send it, for tests: the JSON of payload 2.0, read by the
/// serialisation that Lambda uses.
///
/// @param function as `Handler::handleRequest`
/// @param routeKeys those that the API has for the function
/// @param witness looks at every answer, and throws where it is not as it should be
public record ApiCall(
        BiFunction<APIGatewayV2HTTPEvent, Context, APIGatewayV2HTTPResponse> function,
        Set<String> routeKeys,
        Optional<String> user,
        Map<String, String> headers,
        Consumer<Exchange> witness) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Calls without a token. Every answer must be as openapi.yaml says.
    public static ApiCall to(
            BiFunction<APIGatewayV2HTTPEvent, Context, APIGatewayV2HTTPResponse> function, Set<String> routeKeys) {
        return withoutContract(function, routeKeys).watchedBy(Contract.ofThisProject()::check);
    }

    /// Calls without a token, to routes that are those of no API.
    static ApiCall withoutContract(
            BiFunction<APIGatewayV2HTTPEvent, Context, APIGatewayV2HTTPResponse> function, Set<String> routeKeys) {
        return new ApiCall(function, routeKeys, Optional.empty(), Map.of(), _ -> {});
    }

    /// The same with one more that looks at every answer.
    public ApiCall watchedBy(Consumer<Exchange> another) {
        return new ApiCall(function, routeKeys, user, headers, witness.andThen(another));
    }

    /// Calls with the token of a user whose `sub` is the name followed by `-sub`.
    public ApiCall as(String userName) {
        return new ApiCall(function, routeKeys, Optional.of(userName), headers, witness);
    }

    public ApiCall anonymous() {
        return new ApiCall(function, routeKeys, Optional.empty(), headers, witness);
    }

    public ApiCall with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiCall(function, routeKeys, user, more, witness);
    }

    public ApiAnswer get(String target) {
        return send("GET", target, Optional.empty());
    }

    public ApiAnswer delete(String target) {
        return send("DELETE", target, Optional.empty());
    }

    public ApiAnswer put(String target, String body) {
        return send("PUT", target, Optional.of(body));
    }

    public ApiAnswer post(String target, String body) {
        return send("POST", target, Optional.of(body));
    }

    /// Sends one request.
    ///
    /// @param target path and query
    public ApiAnswer send(String method, String target, Optional<String> body) {
        var response = function.apply(read(event(method, target, body)), new TestContext());
        var answer = new ApiAnswer(
                response.getStatusCode(),
                response.getHeaders(),
                Optional.ofNullable(response.getBody()).orElse(""));
        witness.accept(new Exchange(
                method, path(target), user.map(ApiCall::subject), answer.status(), answer.headers(), answer.body()));
        return answer;
    }

    private static String subject(String userName) {
        return userName + "-sub";
    }

    private static String path(String target) {
        return target.split("\\?", 2)[0];
    }

    private String event(String method, String target, Optional<String> body) {
        ObjectNode event = example();
        String path = path(target);
        String query = target.contains("?") ? target.split("\\?", 2)[1] : "";
        String routeKey = routeKeys.stream()
                .filter(key -> parameters(key, method, path).isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no route for " + method + " " + path));
        event.put("routeKey", routeKey).put("rawPath", path).put("rawQueryString", query);
        headers.forEach(event.withObject("/headers")::put);
        if (!query.isEmpty()) {
            putAll(event.putObject("queryStringParameters"), query(query));
        }
        Map<String, String> parameters = parameters(routeKey, method, path).orElseThrow();
        if (!parameters.isEmpty()) {
            putAll(event.putObject("pathParameters"), parameters);
        }
        ObjectNode context = event.withObject("/requestContext").put("routeKey", routeKey);
        context.withObject("/http").put("method", method).put("path", path);
        user.ifPresentOrElse(
                name -> context.withObject("/authorizer/jwt/claims")
                        .put("sub", subject(name))
                        .put("username", name),
                () -> context.remove("authorizer"));
        body.ifPresent(text -> event.put("body", text));
        return event.toString();
    }

    private static Optional<Map<String, String>> parameters(String routeKey, String method, String path) {
        String[] template = routeKey.split("[ /]", -1);
        String[] actual = (method + " " + path).split("[ /]", -1);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < template.length; i++) {
            if (template.length != actual.length) {
                return Optional.empty();
            }
            if (template[i].startsWith("{")) {
                parameters.put(template[i].substring(1, template[i].length() - 1), decoded(actual[i]));
            } else if (!template[i].equals(actual[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static Map<String, String> query(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> parameters.merge(decoded(pair[0]), decoded(pair[1]), (a, b) -> a + "," + b));
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void putAll(ObjectNode object, Map<String, String> values) {
        values.forEach(object::put);
    }

    private static ObjectNode example() {
        try (InputStream json = ApiCall.class.getResourceAsStream("/events/http-api.json")) {
            return (ObjectNode) JSON.readTree(Objects.requireNonNull(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static APIGatewayV2HTTPEvent read(String json) {
        return LambdaEventSerializers.serializerFor(APIGatewayV2HTTPEvent.class, ApiCall.class.getClassLoader())
                .fromJson(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
