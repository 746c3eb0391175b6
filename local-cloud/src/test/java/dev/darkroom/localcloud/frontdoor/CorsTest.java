package dev.darkroom.localcloud.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.localcloud.frontdoor.TokenVerifier.Verdict;
import dev.darkroom.localcloud.stack.HttpApiResource;
import dev.darkroom.localcloud.stack.HttpApiResource.JwtAuthorizer;
import dev.darkroom.localcloud.stack.HttpApiResource.Route;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Source: Configure CORS for HTTP APIs,
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html>
class CorsTest {
    private static final String ORIGIN = "https://photos.example";
    private static final HttpApiResource.Cors CONFIGURATION = new HttpApiResource.Cors(
            List.of(ORIGIN),
            List.of("GET", "PUT"),
            List.of("authorization", "content-type"),
            List.of("etag"),
            OptionalInt.of(3600),
            true);

    private RunningApi api;

    @BeforeEach
    void start() throws IOException {
        HttpApiResource resource = new HttpApiResource(
                "Api",
                "abcde12345",
                List.of(new Route("GET", "/feed", "gallery", Optional.of("Users"), List.of())),
                List.of(new JwtAuthorizer("Users", "UserPool", List.of("client"))),
                Optional.of(CONFIGURATION));
        api = new RunningApi(resource, (_, _) -> new Verdict.Refused("no"), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theGatewayAnswersPreflightsItself() throws Exception {
        HttpResponse<String> response =
                api.send(preflight("/feed", ORIGIN, "GET").header("access-control-request-headers", "Authorization"));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(header(response, "access-control-allow-origin")).contains(ORIGIN);
        assertThat(header(response, "access-control-allow-methods")).contains("GET,PUT");
        assertThat(header(response, "access-control-allow-headers")).contains("authorization,content-type");
        assertThat(header(response, "access-control-allow-credentials")).contains("true");
        assertThat(header(response, "access-control-max-age")).contains("3600");
        assertThat(api.invocations()).isZero();
    }

    @Test
    void aPreflightNeedsNoRoute() throws Exception {
        HttpResponse<String> response = api.send(preflight("/nowhere", ORIGIN, "PUT"));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(header(response, "access-control-allow-origin")).contains(ORIGIN);
        assertThat(api.invocations()).isZero();
    }

    @Test
    void optionsThatIsNoPreflightNeedsOne() throws Exception {
        HttpResponse<String> response = api.send(api.to("/feed").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(404);
    }

    @Test
    void anotherOriginMethodOrHeaderGetsNoPermission() throws Exception {
        assertThat(header(api.send(preflight("/feed", "https://evil.example", "GET")), "access-control-allow-origin"))
                .isEmpty();
        assertThat(header(api.send(preflight("/feed", ORIGIN, "DELETE")), "access-control-allow-origin"))
                .isEmpty();
        HttpRequest.Builder header =
                preflight("/feed", ORIGIN, "GET").header("access-control-request-headers", "x-own");
        assertThat(header(api.send(header), "access-control-allow-origin")).isEmpty();
    }

    @Test
    void refusalsCarryTheHeadersTooSoThatAPageCanReadThem() throws Exception {
        HttpResponse<String> response = api.send(api.to("/feed").header("origin", ORIGIN));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "access-control-allow-origin")).contains(ORIGIN);
        assertThat(header(response, "access-control-expose-headers")).contains("etag");
    }

    @Test
    void whatTheFunctionSaysAboutCorsIsIgnored() throws Exception {
        HttpApiResource open = new HttpApiResource(
                "Api",
                "abcde12345",
                List.of(new Route("GET", "/feed", "gallery", Optional.empty(), List.of())),
                List.of(),
                Optional.of(new HttpApiResource.Cors(
                        List.of("*"), List.of("*"), List.of("*"), List.of(), OptionalInt.empty(), false)));
        try (RunningApi everyone = new RunningApi(open, (_, _) -> new Verdict.Refused(""), Duration.ofSeconds(20))) {
            everyone.answers("{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"https://own\"}}");
            assertThat(header(everyone.get("/feed"), "access-control-allow-origin"))
                    .isEmpty();
            HttpResponse<String> preflight = everyone.send(everyone.to("/feed")
                    .method("OPTIONS", BodyPublishers.noBody())
                    .header("origin", ORIGIN)
                    .header("access-control-request-method", "PUT"));
            assertThat(header(preflight, "access-control-max-age")).isEmpty();
            HttpResponse<String> response = everyone.send(everyone.to("/feed").header("origin", ORIGIN));
            assertThat(response.headers().allValues("access-control-allow-origin"))
                    .containsExactly("*");
        }
    }

    private HttpRequest.Builder preflight(String path, String origin, String method) {
        return api.to(path)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("origin", origin)
                .header("access-control-request-method", method);
    }

    private static Optional<String> header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name);
    }
}
