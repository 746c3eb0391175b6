package dev.darkroom.localcloud.frontdoor;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.darkroom.localcloud.issuer.TrustedIssuer;
import dev.darkroom.localcloud.stack.HttpApiResource.JwtAuthorizer;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks tokens against the keys of the user pools' issuers: RSA signatures only, then in this order `iss`, `aud` or,
/// where there is no `aud`, `client_id`, `exp`, `nbf` and `iat`. The first fault is the one told.
///
/// AWS publishes the words for a wrong audience; those for segments and issuer are what others saw it answer; the
/// others are this project's own.
/// Source: Control access to HTTP APIs with JWT authorizers, "Authorizing API requests",
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html>
public final class JwtTokenVerifier implements TokenVerifier {
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);
    private static final int SEGMENTS = 3;

    private final Map<String, TrustedIssuer> issuers;
    private final InstantSource clock;

    /// Makes a verifier that trusts these issuers and nothing else.
    ///
    /// @param issuers by the logical id of the user pool they stand for
    public JwtTokenVerifier(Map<String, TrustedIssuer> issuers, InstantSource clock) {
        this.issuers = Map.copyOf(issuers);
        this.clock = clock;
    }

    @Override
    public Verdict verify(String token, JwtAuthorizer authorizer) {
        TrustedIssuer trusted = issuers.get(authorizer.userPoolLogicalId());
        if (trusted == null) {
            throw new IllegalArgumentException("no issuer stands for " + authorizer.userPoolLogicalId());
        }
        if (token.split("\\.", -1).length != SEGMENTS) {
            return new Verdict.Refused("token contains an invalid number of segments");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            Optional<String> fault = signatureFault(jwt, trusted)
                    .or(() -> claimsFault(claims(jwt), trusted.issuer().toString(), authorizer.audience()));
            return fault.<Verdict>map(Verdict.Refused::new).orElseGet(() -> accepted(claims(jwt)));
        } catch (ParseException | IllegalStateException malformed) {
            return new Verdict.Refused("the token is not a signed JWT");
        }
    }

    private static Optional<String> signatureFault(SignedJWT jwt, TrustedIssuer trusted) {
        if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
            return Optional.of("the token's algorithm is not an RSA one");
        }
        JWK key = trusted.keys().getKeyByKeyId(jwt.getHeader().getKeyID());
        if (key == null) {
            return Optional.of("the token's key is not one of the issuer's");
        }
        try {
            boolean valid = jwt.verify(new RSASSAVerifier(key.toRSAKey()));
            return valid ? Optional.empty() : Optional.of("the token has no valid signature");
        } catch (JOSEException unusable) {
            // Such as a critical header that the verifier does not know: no such signature counts as checked.
            return Optional.of("the token has no valid signature");
        }
    }

    private Optional<String> claimsFault(JWTClaimsSet claims, String issuer, List<String> audience) {
        Instant now = clock.instant();
        if (!issuer.equals(claims.getIssuer())) {
            return Optional.of("issuer does not match");
        }
        List<String> presented = claims.getAudience().isEmpty()
                ? claims.getClaim("client_id") instanceof String client ? List.of(client) : List.of()
                : claims.getAudience();
        if (presented.stream().noneMatch(audience::contains)) {
            return Optional.of("the token does not have a valid audience");
        }
        Date expires = claims.getExpirationTime();
        if (expires == null || !expires.toInstant().isAfter(now)) {
            return Optional.of("the token has expired");
        }
        if (isAfter(claims.getNotBeforeTime(), now)) {
            return Optional.of("the token is not valid yet");
        }
        return isAfter(claims.getIssueTime(), now)
                ? Optional.of("the token is used before it was issued")
                : Optional.empty();
    }

    private static boolean isAfter(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().isAfter(now);
    }

    private static JWTClaimsSet claims(SignedJWT jwt) {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException malformed) {
            throw new IllegalStateException("the token's payload is not a set of claims", malformed);
        }
    }

    private static Verdict accepted(JWTClaimsSet claims) {
        Map<String, String> texts = new LinkedHashMap<>();
        claims.toJSONObject().forEach((name, value) -> texts.put(name, text(value)));
        Set<String> scopes = new LinkedHashSet<>();
        for (String claim : List.of("scope", "scp")) {
            Object value = claims.getClaim(claim);
            if (value instanceof String spaced) {
                Arrays.stream(spaced.split(" ", -1))
                        .filter(scope -> !scope.isEmpty())
                        .forEach(scopes::add);
            } else if (value instanceof Collection<?> listed) {
                listed.forEach(scope -> scopes.add(String.valueOf(scope)));
            }
        }
        return new Verdict.Accepted(texts, scopes);
    }

    /// API Gateway hands lists on in brackets, separated by spaces: `[admin users]`.
    private static String text(@Nullable Object value) {
        return value instanceof Collection<?> items
                ? items.stream().map(JwtTokenVerifier::text).collect(Collectors.joining(" ", "[", "]"))
                : String.valueOf(value);
    }
}
