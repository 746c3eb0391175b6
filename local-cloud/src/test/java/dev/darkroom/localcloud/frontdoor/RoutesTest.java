package dev.darkroom.localcloud.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.localcloud.stack.HttpApiResource.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Source: Create routes for HTTP APIs, "Routing API requests",
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html>
class RoutesTest {
    /// The example of AWS's page on routes, and a few that overlap.
    private final Routes routes = routes(
            "GET /pets/dog/1",
            "GET /pets/dog/{id}",
            "GET /pets/{proxy+}",
            "ANY /{proxy+}",
            "ANY /pets/{kind}/{id}",
            "GET /pets/{kind}/1",
            "$default");

    @ParameterizedTest
    @CsvSource({
        "GET,  /pets/dog/1,   GET /pets/dog/1",
        "GET,  /pets/dog/2,   GET /pets/dog/{id}",
        "GET,  /pets/cat/1,   GET /pets/{kind}/1",
        "GET,  /pets/cat/2,   ANY /pets/{kind}/{id}",
        "POST, /pets/dog/1,   ANY /pets/{kind}/{id}",
        "GET,  /pets/a/b/c,   GET /pets/{proxy+}",
        "GET,  /pets/dog,     GET /pets/{proxy+}",
        "POST, /pets/dog,     ANY /{proxy+}",
        "POST, /,             $default"
    })
    void theMostSpecificRouteWins(String method, String path, String routeKey) {
        assertThat(routes.match(method, path)).map(Routes.Match::routeKey).contains(routeKey);
    }

    @Test
    void parametersAreDecodedAfterTheRouteIsFound() {
        Routes photos = routes("GET /photos/{photoId}");
        assertThat(photos.match("GET", "/photos/a%2Fb%20c+d"))
                .map(Routes.Match::pathParameters)
                .contains(Map.of("photoId", "a/b c+d"));
        assertThat(photos.match("GET", "/photos/a/b")).isEmpty();
        assertThat(photos.match("GET", "/photos/")).isEmpty();
    }

    @Test
    void aGreedyParameterHoldsTheRest() {
        assertThat(routes.match("GET", "/pets/a/b/c"))
                .map(Routes.Match::pathParameters)
                .contains(Map.of("proxy", "a/b/c"));
    }

    @Test
    void withoutADefaultRouteNothingElseMatches() {
        assertThat(routes("GET /photos").match("POST", "/photos")).isEmpty();
        assertThat(routes("GET /photos").match("HEAD", "/photos")).isEmpty();
    }

    private static Routes routes(String... keys) {
        return new Routes(Arrays.stream(keys)
                .map(key -> key.split(" ", 2))
                .map(parts -> new Route(parts[0], parts[parts.length - 1], "function", Optional.empty(), List.of()))
                .toList());
    }
}
