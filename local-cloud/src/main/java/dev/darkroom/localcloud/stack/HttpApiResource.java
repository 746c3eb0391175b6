package dev.darkroom.localcloud.stack;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// An API Gateway HTTP API: routes to functions, a JWT authorizer, CORS.
/// Source: HTTP APIs,
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html>
public record HttpApiResource(
        String logicalId, String apiId, List<Route> routes, List<JwtAuthorizer> authorizers, Optional<Cors> cors) {
    public HttpApiResource {
        routes = List.copyOf(routes);
        authorizers = List.copyOf(authorizers);
    }

    /// One route.
    ///
    /// @param method `GET` and its like, or `ANY`
    /// @param path such as `/photos/{photoId}`, or `/{proxy+}`
    /// @param authorizer the name of one of the API's; empty for a route without a token
    /// @param scopes any one of which the token must have
    public record Route(
            String method, String path, String functionName, Optional<String> authorizer, List<String> scopes) {
        public Route {
            scopes = List.copyOf(scopes);
        }
    }

    /// A JWT authorizer.
    ///
    /// @param userPoolLogicalId of the pool whose tokens it takes
    /// @param audience the client ids it takes
    public record JwtAuthorizer(String name, String userPoolLogicalId, List<String> audience) {
        public JwtAuthorizer {
            audience = List.copyOf(audience);
        }
    }

    /// The API's CORS configuration.
    ///
    /// @param maxAgeSeconds -1 to 86,400; empty where the browser is not told how long an answer counts
    public record Cors(
            List<String> allowOrigins,
            List<String> allowMethods,
            List<String> allowHeaders,
            List<String> exposeHeaders,
            OptionalInt maxAgeSeconds,
            boolean allowCredentials) {}
}
