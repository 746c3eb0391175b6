package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.TemplateRoutes;
import dev.darkroom.http.contract.Contract;
import dev.darkroom.http.contract.Exchange;
import dev.darkroom.localcloud.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What tokens open the API, on every route of the project's own template, asked as anyone would ask.
class TokensTest {
    private static final Contract CONTRACT = Contract.ofThisProject();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static @Nullable LocalCloud cloud;
    private static @Nullable BadTokens tokens;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        cloud = LocalClouds.start(data);
        tokens = BadTokens.of(data, cloud.endpoints());
    }

    @AfterAll
    static void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void theTokenThatAllOthersDifferFromOpensTheApi() throws Exception {
        assertThat(send("GET /me", Optional.of("Bearer " + tokens().good())).status())
                .isEqualTo(200);
    }

    @Test
    void noRouteOpensToABadTokenAndTheGatewaySaysSoItself() throws Exception {
        var softly = new SoftAssertions();
        for (String route : closedRoutes()) {
            for (var token : tokens().unauthorized().entrySet()) {
                Exchange answer = send(route, Optional.of("Bearer " + token.getValue()));
                softly.assertThat(answer.status())
                        .as(route + ", " + token.getKey())
                        .isEqualTo(401);
                softly.assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
                softly.assertThat(answer.headers().get("www-authenticate"))
                        .as(token.getKey())
                        .contains("error=\"invalid_token\"");
                softly.assertThat(CONTRACT.violations(answer)).isEmpty();
            }
        }
        softly.assertAll();
    }

    @Test
    void aTokenWithoutTheScopeIsForbiddenOnEveryRoute() throws Exception {
        var softly = new SoftAssertions();
        for (String route : closedRoutes()) {
            for (var token : tokens().forbidden().entrySet()) {
                Exchange answer = send(route, Optional.of("Bearer " + token.getValue()));
                softly.assertThat(answer.status())
                        .as(route + ", " + token.getKey())
                        .isEqualTo(403);
                softly.assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
                softly.assertThat(CONTRACT.violations(answer)).isEmpty();
            }
        }
        softly.assertAll();
    }

    @Test
    void withoutATokenOnlyWhatTheContractOpensAnswers() throws Exception {
        for (String route : TemplateRoutes.ofTheApi()) {
            Exchange answer = send(route, Optional.empty());
            assertThat(answer.status())
                    .as(route)
                    .isEqualTo(CONTRACT.openRouteKeys().contains(route) ? 200 : 401);
            CONTRACT.check(answer);
        }
    }

    private static Set<String> closedRoutes() {
        Set<String> routes = TemplateRoutes.ofTheApi();
        routes.removeAll(CONTRACT.openRouteKeys());
        return routes;
    }

    private static Exchange send(String route, Optional<String> authorization)
            throws IOException, InterruptedException {
        String[] parts = route.replaceAll("\\{\\w+}", "anything").split(" ", 2);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(cloud().api() + parts[1])).method(parts[0], BodyPublishers.noBody());
        authorization.ifPresent(value -> request.header("authorization", value));
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, String.join(",", values)));
        return new Exchange(parts[0], parts[1], Optional.empty(), response.statusCode(), headers, response.body());
    }

    private static LocalCloud cloud() {
        return Objects.requireNonNull(cloud);
    }

    private static BadTokens tokens() {
        return Objects.requireNonNull(tokens);
    }
}
