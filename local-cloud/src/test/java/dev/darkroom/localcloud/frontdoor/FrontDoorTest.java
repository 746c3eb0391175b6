package dev.darkroom.localcloud.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.frontdoor.TokenVerifier.Verdict;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.stack.HttpApiResource;
import dev.darkroom.localcloud.stack.HttpApiResource.JwtAuthorizer;
import dev.darkroom.localcloud.stack.HttpApiResource.Route;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests, events and answers of payload format 2.0.
/// Source: Create AWS Lambda proxy integrations for HTTP APIs,
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>
class FrontDoorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpApiResource API = new HttpApiResource(
            "Api",
            "abcde12345",
            List.of(
                    new Route(
                            "PUT",
                            "/users/{userId}/photos/{photoId}",
                            "gallery",
                            Optional.of("Users"),
                            List.of("darkroom/photos")),
                    new Route("ANY", "/open", "gallery", Optional.empty(), List.of())),
            List.of(new JwtAuthorizer("Users", "UserPool", List.of("client"))),
            Optional.empty());
    private static final TokenVerifier GOOD = (_, _) -> new Verdict.Accepted(
            Map.of("sub", "1f2e", "exp", "1795000000", "scope", "openid darkroom/photos"),
            Set.of("openid", "darkroom/photos"));

    private RunningApi api;

    @BeforeEach
    void start() throws IOException {
        api = new RunningApi(API, GOOD, Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aRequestBecomesAnEventFieldByField() throws Exception {
        String body = "{\"title\":\"Öl\"}";
        String answer = raw("""
                PUT /users/zo%C3%AB%20b/photos/1+1?tag=a%20b&tag=c&empty=&flag&plus=1+1 HTTP/1.1
                Host: api.example:8080
                Accept: text/html
                ACCEPT: application/json
                Authorization: Bearer good
                Content-Type: application/json
                Content-Length: 15
                Cookie: theme=dark; lang=de
                Cookie: more=yes
                User-Agent: golden/1
                X-Amzn-Trace-Id: Root=1-692036a0-1c2d3e4f5a6b7c8d9e0f1a2b
                X-Forwarded-For: 203.0.113.7

                """, body);
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        ObjectNode expected = (ObjectNode) golden();
        ((ObjectNode) expected.path("headers"))
                .put("x-forwarded-port", Integer.toString(api.uri("/").getPort()));
        String requestId = api.lastEvent().at("/requestContext/requestId").asText();
        ((ObjectNode) expected.path("requestContext")).put("requestId", requestId);
        assertThat(requestId).matches("[A-Za-z0-9_-]{15}=");
        assertThat(answer).contains("apigw-requestid: " + requestId);
        assertThat(api.lastEvent()).isEqualTo(expected);
        assertThat(api.lastContext().traceHeader()).contains("Root=1-692036a0-1c2d3e4f5a6b7c8d9e0f1a2b");
    }

    @Test
    void whatARequestDoesNotHaveIsLeftOut() throws Exception {
        api.get("/open");
        JsonNode event = api.lastEvent();
        assertThat(event.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "version",
                        "routeKey",
                        "rawPath",
                        "rawQueryString",
                        "headers",
                        "requestContext",
                        "isBase64Encoded");
        assertThat(event.path("rawQueryString").asText()).isEmpty();
        assertThat(event.path("requestContext").has("authorizer")).isFalse();
    }

    @Test
    void aTraceHeaderIsMadeWhereThereIsNone() throws Exception {
        api.get("/open");
        String header = api.lastEvent().at("/headers/x-amzn-trace-id").asText();
        assertThat(header).matches("Root=1-%08x-[0-9a-f]{24}".formatted(RunningApi.NOW.getEpochSecond()));
        assertThat(api.lastContext().traceHeader()).contains(header);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, false",
        "application/json; charset=utf-8, false",
        "text/csv, false",
        "application/xml, false",
        "application/x-www-form-urlencoded, true",
        "application/problem+json, true",
        "application/javascript, false",
        "APPLICATION/JSON, false",
        "image/jpeg, true",
        "'', true"
    })
    void onlyTextBodiesArriveAsText(String contentType, boolean encoded) throws Exception {
        var request = api.to("/open").POST(BodyPublishers.ofString("hello"));
        api.send(contentType.isEmpty() ? request : request.header("content-type", contentType));
        assertThat(api.lastEvent().path("isBase64Encoded").asBoolean()).isEqualTo(encoded);
        assertThat(api.lastEvent().path("body").asText()).isEqualTo(encoded ? "aGVsbG8=" : "hello");
    }

    @Test
    void aFormattedResponseIsAnsweredAsItSays() throws Exception {
        api.answers("""
                {"statusCode": 201, "headers": {"Content-Type": "application/problem+json", "X-Count": 3},
                 "cookies": ["a=1; Path=/", "b=2"], "body": "{}", "isBase64Encoded": false}""");
        HttpResponse<String> response = api.get("/open");
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("{}");
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(response.headers().firstValue("x-count")).contains("3");
        assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1; Path=/", "b=2");
    }

    @Test
    void anEncodedBodyIsDecoded() throws Exception {
        api.answers("{\"statusCode\": 200, \"body\": \"aGVsbG8=\", \"isBase64Encoded\": true}");
        assertThat(api.get("/open").body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ \"message\": \"hi\" } | { \"message\": \"hi\" }",
                "\"Hello from Lambda!\" | Hello from Lambda!",
                "[1,2] | [1,2]",
                "null | null"
            })
    void jsonWithoutAStatusCodeIsTheBodyItself(String payload, String body) throws Exception {
        api.answers(payload);
        HttpResponse<String> response = api.get("/open");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"statusCode\": \"soon\"}",
                "{\"statusCode\": 99}",
                "{\"statusCode\": 200, \"body\": {\"not\": \"text\"}}",
                "{\"statusCode\": 200, \"headers\": {\"x\": [1]}}",
                "{\"statusCode\": 200, \"body\": \"%%%\", \"isBase64Encoded\": true}"
            })
    void anythingElseIsAnInternalServerError(String payload) throws Exception {
        api.answers(payload);
        assertMessage(api.get("/open"), 500, "Internal Server Error");
    }

    @Test
    void aFunctionThatFailsIsAnInternalServerErrorThatTellsNothing() throws Exception {
        api.answers(() -> new InvocationResult.Failed("Unhandled", new byte[] {'x'}, "secret"));
        assertMessage(api.get("/open"), 500, "Internal Server Error");
    }

    @Test
    void aThrottledFunctionIsUnavailable() throws Exception {
        api.answers(InvocationResult.Throttled::new);
        assertMessage(api.get("/open"), 503, "Service Unavailable");
    }

    @Test
    void anAnswerAfterTheTimeLimitIsUnavailable() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (RunningApi hasty = new RunningApi(API, GOOD, Duration.ofMillis(50))) {
            hasty.answers(() -> {
                try {
                    answered.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return RunningApi.returned("{}");
            });
            assertMessage(hasty.get("/open"), 503, "Service Unavailable");
        } finally {
            answered.countDown();
        }
    }

    @Test
    void anUnknownRouteIsNotFound() throws Exception {
        assertMessage(api.get("/nowhere"), 404, "Not Found");
        assertMessage(api.get("/users/a/photos/b"), 404, "Not Found");
        assertMessage(api.get("/open/"), 404, "Not Found");
        assertThat(api.invocations()).isZero();
    }

    /// The gateway takes 10 MB, <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html>,
    /// and a function's event 6 MB, <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>.
    @Test
    void aBodyHasTenMegabytesAtMostAndItsEventSix() throws Exception {
        assertThat(post(5 << 20).statusCode()).isEqualTo(200);
        assertMessage(post(7 << 20), 413, "Request Entity Too Large");
        int tooMany = FrontDoor.MAXIMUM_PAYLOAD_BYTES + 1;
        String answer = raw("POST /open HTTP/1.1\nHost: x\nContent-Length: " + tooMany + "\n\n", "");
        assertThat(answer).startsWith("HTTP/1.1 413 ").endsWith("{\"message\":\"Request Entity Too Large\"}");
        assertThat(api.invocations()).isEqualTo(1);
    }

    private HttpResponse<String> post(int sizeBytes) throws Exception {
        return api.send(api.to("/open")
                .header("content-type", "text/plain")
                .POST(BodyPublishers.ofString("x".repeat(sizeBytes))));
    }

    /// Source: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html>, "Total combined
    /// size of request line and header values".
    @Test
    void requestLineAndHeaderValuesHaveTenKilobytesAtMost() throws Exception {
        String head = "GET /open HTTP/1.1\nHost: x\nConnection: close\nX-Large: ";
        int counted = "GET /open HTTP/1.1".length() + "x".length() + "close".length();
        int most = FrontDoor.MAXIMUM_HEADER_BYTES - counted;
        assertThat(raw(head + "a".repeat(most) + "\n\n", "")).startsWith("HTTP/1.1 200 ");
        assertThat(raw(head + "a".repeat(most + 1) + "\n\n", ""))
                .startsWith("HTTP/1.1 431 ")
                .endsWith("{\"message\":\"Request Header Fields Too Large\"}");
        assertThat(api.invocations()).isEqualTo(1);
    }

    @Test
    void anyMethodMeansHeadAndOptionsToo() throws Exception {
        for (String method : List.of("HEAD", "OPTIONS", "PATCH")) {
            HttpResponse<String> response = api.send(api.to("/open").method(method, BodyPublishers.noBody()));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(api.lastEvent().at("/requestContext/http/method").asText())
                    .isEqualTo(method);
            assertThat(api.lastEvent().path("routeKey").asText()).isEqualTo("ANY /open");
        }
    }

    /// Source: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html>
    @Test
    void theDefaultRouteTakesTheRestAndAGreedyOneItsPath() throws Exception {
        HttpApiResource catching = new HttpApiResource(
                "Api",
                "abcde12345",
                List.of(
                        new Route("ANY", "$default", "gallery", Optional.empty(), List.of()),
                        new Route("GET", "/media/{proxy+}", "gallery", Optional.empty(), List.of())),
                List.of(),
                Optional.empty());
        try (RunningApi all = new RunningApi(catching, GOOD, Duration.ofSeconds(20))) {
            all.send(all.to("/media/a/b").DELETE());
            assertThat(all.lastEvent().path("routeKey").asText()).isEqualTo("$default");
            assertThat(all.lastEvent().at("/requestContext/routeKey").asText()).isEqualTo("$default");
            assertThat(all.lastEvent().path("rawPath").asText()).isEqualTo("/media/a/b");
            assertThat(all.lastEvent().has("pathParameters")).isFalse();
            all.get("/media/a/b");
            assertThat(all.lastEvent().path("routeKey").asText()).isEqualTo("GET /media/{proxy+}");
            assertThat(all.lastEvent().at("/pathParameters/proxy").asText()).isEqualTo("a/b");
        }
    }

    @Test
    void anInvocationThatCannotBeMadeIsAnInternalServerErrorToo() throws Exception {
        api.answers(() -> {
            throw new IllegalStateException("secret");
        });
        assertMessage(api.get("/open"), 500, "Internal Server Error");
    }

    @Test
    void aBrokenEscapeIsABadRequest() throws Exception {
        assertThat(raw("GET /open?x=%zz HTTP/1.1\nHost: x\n\n", "")).startsWith("HTTP/1.1 400 ");
        assertThat(api.invocations()).isZero();
    }

    private static void assertMessage(HttpResponse<String> response, int status, String message) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("{\"message\":\"" + message + "\"}");
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("apigw-requestid")).isPresent();
    }

    /// Sends exactly these bytes, which HTTP clients do not let one do, and reads to the end of the answer.
    private String raw(String head, String body) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), api.uri("/").getPort())) {
            String request = head.replace("\n", "\r\n") + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in = FrontDoorTest.class.getResourceAsStream("/events/http-api-put.json")) {
            return JSON.readTree(in);
        }
    }
}
