package dev.darkroom.localcloud.frontdoor;

import dev.darkroom.localcloud.stack.HttpApiResource.JwtAuthorizer;
import java.util.Map;
import java.util.Set;

/// Decides whether a JWT authorizer takes a bearer token.
/// Source: Control access to HTTP APIs with JWT authorizers,
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html>
@FunctionalInterface
public interface TokenVerifier {
    /// Checks signature, issuer, times and audience; scopes are the route's business.
    ///
    /// @param token the compact form, without `Bearer `
    Verdict verify(String token, JwtAuthorizer authorizer);

    /// What came of it.
    sealed interface Verdict {
        /// The token is good.
        ///
        /// @param claims as the event carries them: every value a string
        /// @param scopes of its `scope` or `scp` claim
        record Accepted(Map<String, String> claims, Set<String> scopes) implements Verdict {
            public Accepted {
                claims = Map.copyOf(claims);
                scopes = Set.copyOf(scopes);
            }
        }

        /// The token is not good.
        ///
        /// @param description for the `error_description` of `www-authenticate`; holds nothing of the token
        record Refused(String description) implements Verdict {}
    }
}
