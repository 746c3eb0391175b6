package dev.darkroom.localcloud.frontdoor;

import dev.darkroom.localcloud.frontdoor.HttpApiEvent.Authorization;
import dev.darkroom.localcloud.stack.HttpApiResource.JwtAuthorizer;
import dev.darkroom.localcloud.stack.HttpApiResource.Route;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JWT authorizer at work on one request: no token or a bad one is 401, one without a scope of the route's is 403.
/// Sources: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html>, and the form
/// of `www-authenticate`:
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html>
sealed interface BearerCheck {
    record Passed(Authorization authorization) implements BearerCheck {}

    record Stopped(GatewayResponse answer) implements BearerCheck {}

    /// Checks the token, then its scopes.
    ///
    /// @param header the `Authorization` header: the token alone, or after `Bearer`
    static BearerCheck check(@Nullable String header, Route route, JwtAuthorizer authorizer, TokenVerifier verifier) {
        String token =
                header == null ? "" : header.replaceFirst("(?i)^bearer +", "").strip();
        if (token.isEmpty()) {
            return stopped(401, "Unauthorized", "Bearer");
        }
        return switch (verifier.verify(token, authorizer)) {
            case TokenVerifier.Verdict.Refused refused ->
                stopped(401, "Unauthorized", challenge(route, "invalid_token", refused.description()));
            case TokenVerifier.Verdict.Accepted accepted -> {
                List<String> scopes = route.scopes().stream()
                        .filter(accepted.scopes()::contains)
                        .toList();
                // In these words others saw it refuse: "expected scopes: [a b]".
                String expected = "expected scopes: [" + String.join(" ", route.scopes()) + "]";
                yield scopes.isEmpty() && !route.scopes().isEmpty()
                        ? stopped(403, "Forbidden", challenge(route, "insufficient_scope", expected))
                        : new Passed(new Authorization(accepted.claims(), scopes));
            }
        };
    }

    private static BearerCheck stopped(int status, String message, String challenge) {
        return new Stopped(GatewayResponse.message(status, message, Map.of("www-authenticate", challenge)));
    }

    private static String challenge(Route route, String error, String description) {
        return "Bearer scope=\"%s\" error=\"%s\" error_description=\"%s\""
                .formatted(String.join(" ", route.scopes()), error, description);
    }
}
