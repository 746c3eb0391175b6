package dev.darkroom.localcloud.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.darkroom.localcloud.issuer.TrustedIssuer;
import dev.darkroom.localcloud.stack.HttpApiResource;
import dev.darkroom.localcloud.stack.HttpApiResource.JwtAuthorizer;
import dev.darkroom.localcloud.stack.HttpApiResource.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A JWT authorizer before a function, and tokens it must and must not take.
/// Sources: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html>,
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html>
class TokensTest {
    private static final String ISSUER = "http://localhost:9000/us-east-1_pool";
    private static final HttpApiResource API = new HttpApiResource(
            "Api",
            "abcde12345",
            List.of(new Route("GET", "/feed", "gallery", Optional.of("Users"), List.of("darkroom/photos"))),
            List.of(new JwtAuthorizer("Users", "UserPool", List.of("client"))),
            Optional.empty());

    private static RSAKey key;
    private static RSAKey forgersKey;

    private RunningApi api;

    @BeforeAll
    static void makeKeys() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("the-key").generate();
        forgersKey = new RSAKeyGenerator(2048).keyID("the-key").generate();
    }

    @BeforeEach
    void start() throws IOException {
        api = new RunningApi(API, verifier(), Duration.ofSeconds(20));
    }

    private static TokenVerifier verifier() {
        TrustedIssuer trusted = new TrustedIssuer(URI.create(ISSUER), new JWKSet(key));
        return new JwtTokenVerifier(Map.of("UserPool", trusted), InstantSource.fixed(RunningApi.NOW));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void anAccessTokenReachesTheFunctionAsStrings() throws Exception {
        String token = signed(claims -> claims.claim("cognito:groups", List.of("admin", "users")));
        assertThat(ask(token).statusCode()).isEqualTo(200);
        var jwt = api.lastEvent().at("/requestContext/authorizer/jwt");
        assertThat(jwt.at("/claims/sub").textValue()).isEqualTo("1f2e");
        assertThat(jwt.at("/claims/exp").textValue()).isEqualTo(Long.toString(RunningApi.NOW.getEpochSecond() + 60));
        assertThat(jwt.at("/claims/cognito:groups").textValue()).isEqualTo("[admin users]");
        assertThat(jwt.at("/scopes").toString()).isEqualTo("[\"darkroom/photos\"]");
    }

    @Test
    void theTokenMayStandWithoutBearer() throws Exception {
        String token = signed(_ -> {});
        assertThat(api.send(api.to("/feed").header("authorization", token)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void withoutATokenTheAnswerNamesTheScheme() throws Exception {
        HttpResponse<String> response = api.get("/feed");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(response.headers().firstValue("www-authenticate")).contains("Bearer");
    }

    @Test
    void anExpiredTokenIsRefused() throws Exception {
        assertRefused(signed(claims -> claims.claim("exp", RunningApi.NOW.getEpochSecond())), "the token has expired");
    }

    @Test
    void aTokenThatNeverExpiresIsRefused() throws Exception {
        assertRefused(signed(claims -> claims.claim("exp", null)), "the token has expired");
    }

    @Test
    void aTokenOfTheFutureIsRefused() throws Exception {
        long later = RunningApi.NOW.getEpochSecond() + 5;
        assertRefused(signed(claims -> claims.claim("nbf", later)), "the token is not valid yet");
        assertRefused(signed(claims -> claims.claim("iat", later)), "the token is used before it was issued");
    }

    @Test
    void aForgedSignatureIsRefused() throws Exception {
        String token = token(JWSAlgorithm.RS256, new RSASSASigner(forgersKey), claims().build());
        assertRefused(token, "the token has no valid signature");
    }

    @Test
    void changedClaimsAreRefused() throws Exception {
        String[] honest = signed(_ -> {}).split("\\.", -1);
        String[] other = signed(claims -> claims.subject("someone else")).split("\\.", -1);
        assertRefused(honest[0] + "." + other[1] + "." + honest[2], "the token has no valid signature");
    }

    @Test
    void anUnknownKeyIsRefused() throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("another").build(), claims().build());
        jwt.sign(new RSASSASigner(key));
        assertRefused(jwt.serialize(), "the token's key is not one of the issuer's");
    }

    @Test
    void theAlgorithmIsNotTheTokensChoice() throws Exception {
        assertRefused(new PlainJWT(claims().build()).serialize(), "the token is not a signed JWT");
        byte[] publicKey = key.toPublicJWK().toRSAPublicKey().getEncoded();
        String symmetric = token(JWSAlgorithm.HS256, new MACSigner(publicKey), claims().build());
        assertRefused(symmetric, "the token's algorithm is not an RSA one");
    }

    @Test
    void everyRsaAlgorithmIsTaken() throws Exception {
        String longer = token(JWSAlgorithm.RS512, new RSASSASigner(key), claims().build());
        assertThat(ask(longer).statusCode()).isEqualTo(200);
    }

    @Test
    void issuerAndAudienceAreCheckedBeforeTimes() throws Exception {
        long before = RunningApi.NOW.getEpochSecond() - 1;
        assertRefused(
                signed(claims -> claims.claim("exp", before).issuer("x").claim("client_id", "x")),
                "issuer does not match");
        assertRefused(
                signed(claims -> claims.claim("exp", before).claim("client_id", "x")),
                "the token does not have a valid audience");
    }

    @Test
    void anotherIssuersTokenIsRefused() throws Exception {
        assertRefused(signed(claims -> claims.issuer(ISSUER + "2")), "issuer does not match");
    }

    @Test
    void anotherClientsTokenIsRefused() throws Exception {
        String description = "the token does not have a valid audience";
        assertRefused(signed(claims -> claims.claim("client_id", "another")), description);
        assertRefused(signed(claims -> claims.claim("client_id", null)), description);
    }

    @Test
    void anAudienceIsLookedAtBeforeTheClient() throws Exception {
        assertRefused(signed(claims -> claims.audience("another")), "the token does not have a valid audience");
    }

    @Test
    void aTokenWithoutTheScopeIsForbidden() throws Exception {
        HttpResponse<String> response = ask(signed(claims -> claims.claim("scope", "openid darkroom/photosX")));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(response.headers().firstValue("www-authenticate"))
                .contains("Bearer scope=\"darkroom/photos\" error=\"insufficient_scope\" "
                        + "error_description=\"expected scopes: [darkroom/photos]\"");
        assertThat(api.invocations()).isZero();
    }

    @Test
    void anIdTokenHasNoScopeAndIsForbidden() throws Exception {
        String idToken = signed(claims -> claims.audience("client")
                .claim("client_id", null)
                .claim("scope", null)
                .claim("token_use", "id"));
        assertThat(ask(idToken).statusCode()).isEqualTo(403);
    }

    @Test
    void aRouteWhoseAuthorizerIsMissingIsNotLeftOpen() {
        HttpApiResource broken = new HttpApiResource("Api", "abcde12345", API.routes(), List.of(), Optional.empty());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RunningApi(broken, (_, _) -> new TokenVerifier.Verdict.Refused(""), Duration.ZERO))
                .withMessage("no authorizer Users for /feed");
    }

    @Test
    void garbageIsRefused() throws Exception {
        for (String garbage : List.of("a.b.c", "..", "e30.e30.e30")) {
            assertRefused(garbage, "the token is not a signed JWT");
        }
        for (String garbage : List.of("x", "Bearer", "a.b", "a.b.c.d")) {
            assertRefused(garbage, "token contains an invalid number of segments");
        }
    }

    @Test
    void aRouteWithoutScopesTakesAnIdTokenAndHasNullInTheirPlace() throws Exception {
        HttpApiResource open = new HttpApiResource(
                "Api",
                "abcde12345",
                List.of(new Route("GET", "/feed", "gallery", Optional.of("Users"), List.of())),
                API.authorizers(),
                Optional.empty());
        String idToken = signed(claims -> claims.audience("client").claim("scope", null));
        try (RunningApi withoutScopes = new RunningApi(open, verifier(), Duration.ofSeconds(20))) {
            assertThat(withoutScopes
                            .send(withoutScopes.to("/feed").header("authorization", "Bearer " + idToken))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(withoutScopes
                            .lastEvent()
                            .at("/requestContext/authorizer/jwt/scopes")
                            .isNull())
                    .isTrue();
        }
    }

    private void assertRefused(String token, String description) throws Exception {
        HttpResponse<String> response = ask(token);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(response.headers().firstValue("www-authenticate"))
                .contains("Bearer scope=\"darkroom/photos\" error=\"invalid_token\" error_description=\"%s\""
                        .formatted(description));
        assertThat(api.invocations()).isZero();
    }

    private HttpResponse<String> ask(String token) throws Exception {
        return api.send(api.to("/feed").header("authorization", "Bearer " + token));
    }

    private static String signed(Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
        JWTClaimsSet.Builder claims = claims();
        change.accept(claims);
        return token(JWSAlgorithm.RS256, new RSASSASigner(key), claims.build());
    }

    private static JWTClaimsSet.Builder claims() {
        long now = RunningApi.NOW.getEpochSecond();
        return new JWTClaimsSet.Builder()
                .subject("1f2e")
                .issuer(ISSUER)
                .claim("client_id", "client")
                .claim("scope", "openid darkroom/photos")
                .claim("token_use", "access")
                .claim("iat", now)
                .claim("exp", now + 60);
    }

    private static String token(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID("the-key").build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }
}
