package dev.darkroom.localcloud.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.darkroom.localcloud.frontdoor.JwtTokenVerifier;
import dev.darkroom.localcloud.frontdoor.TokenVerifier.Verdict;
import dev.darkroom.localcloud.stack.HttpApiResource.JwtAuthorizer;
import dev.darkroom.localcloud.stack.UserPoolResource;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:28:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CALLBACK = "http://localhost:8080/";
    private static final UserPoolResource POOL = new UserPoolResource(
            "UserPool",
            "us-east-1_abcdefghi",
            List.of(new UserPoolResource.Client(
                    "Client", "client1", List.of("openid", "darkroom/photos"), List.of(CALLBACK))),
            List.of("darkroom/photos"));
    private static final JwtAuthorizer AUTHORIZER = new JwtAuthorizer("Users", "UserPool", List.of("client1"));

    /// One for all, as making a key is slow.
    @TempDir
    static Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Issuer issuer;

    @BeforeEach
    void start() throws IOException {
        issuer = Issuer.start(0, folder, List.of(POOL), InstantSource.fixed(NOW));
    }

    @AfterEach
    void stop() {
        issuer.close();
        client.close();
    }

    @Test
    void anAccessTokenIsShapedAsCognitos() throws Exception {
        JsonNode answer = token(Map.of("grant_type", "password", "username", "alice"), 200);
        assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.path("expires_in").asInt()).isEqualTo(3600);
        JWTClaimsSet claims = claims(answer.path("access_token").asText());
        assertThat(claims.getIssuer()).isEqualTo(issuer.issuer("UserPool").toString());
        assertThat(claims.getClaims())
                .containsEntry("client_id", "client1")
                .containsEntry("username", "alice")
                .containsEntry("token_use", "access")
                .containsEntry("scope", "openid darkroom/photos")
                .containsKeys("jti", "auth_time")
                .doesNotContainKey("aud");
        assertThat(claims.getIssueTime().toInstant()).isEqualTo(NOW);
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo(NOW.plusSeconds(3600));
        assertThat(UUID.fromString(claims.getSubject()).toString()).isEqualTo(claims.getSubject());
    }

    @Test
    void theFrontDoorTakesTheAccessTokenAndOnlyThatOpensScopes() throws Exception {
        JwtTokenVerifier verifier = new JwtTokenVerifier(issuer.trusted(), InstantSource.fixed(NOW));
        JsonNode answer = token(Map.of("grant_type", "password", "username", "alice"), 200);
        assertThat(verifier.verify(answer.path("access_token").asText(), AUTHORIZER))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted ->
                                assertThat(accepted.scopes()).containsExactlyInAnyOrder("openid", "darkroom/photos"));
        assertThat(verifier.verify(answer.path("id_token").asText(), AUTHORIZER))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.scopes()).isEmpty());
    }

    @Test
    void aNameIsTheSameUserEveryTimeWhateverItsCase() throws Exception {
        String alice = claims(issuer.accessToken("UserPool", "alice")).getSubject();
        assertThat(claims(issuer.accessToken("UserPool", "ALICE")).getSubject()).isEqualTo(alice);
        assertThat(claims(issuer.accessToken("UserPool", "bob")).getSubject()).isNotEqualTo(alice);
    }

    @Test
    void tokensSurviveARestartOnTheSamePort() throws Exception {
        String token = issuer.accessToken("UserPool", "alice");
        int port = issuer.issuer("UserPool").getPort();
        issuer.close();
        issuer = Issuer.start(port, folder, List.of(POOL), InstantSource.fixed(NOW));
        assertThat(new JwtTokenVerifier(issuer.trusted(), InstantSource.fixed(NOW)).verify(token, AUTHORIZER))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void discoveryLeadsToTheKeysAndKeepsThePrivateOne() throws Exception {
        JsonNode discovery =
                JSON.readTree(get(URI.create(issuer.issuer("UserPool") + "/.well-known/openid-configuration"))
                        .body());
        assertThat(discovery.path("issuer").asText())
                .isEqualTo(issuer.issuer("UserPool").toString());
        String jwks = get(URI.create(discovery.path("jwks_uri").asText())).body();
        assertThat(JWKSet.parse(jwks).getKeys())
                .singleElement()
                .satisfies(key -> assertThat(key.isPrivate()).isFalse());
        String kid = SignedJWT.parse(issuer.accessToken("UserPool", "alice"))
                .getHeader()
                .getKeyID();
        assertThat(JWKSet.parse(jwks).getKeyByKeyId(kid)).isNotNull();
    }

    @Test
    void whatIsWrongIsSaidInOAuthsWords() throws Exception {
        assertError(Map.of("grant_type", "client_credentials"), "unsupported_grant_type");
        assertError(Map.of("grant_type", "password", "username", "a b"), "invalid_request");
        assertError(Map.of("grant_type", "password"), "invalid_request");
        assertError(Map.of("grant_type", "password", "username", "a", "client_id", "x"), "invalid_client");
        assertError(Map.of("grant_type", "password", "username", "a", "scope", "admin"), "invalid_scope");
        assertError(Map.of("grant_type", "authorization_code", "code", "x"), "invalid_grant");
        assertThatIllegalArgumentException().isThrownBy(() -> issuer.accessToken("UserPool", "../x"));
    }

    @Test
    void theLoginPageListsTheSampleUsersAndLoadsNothing() throws Exception {
        HttpResponse<String> page = get(authorize(Map.of()));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("value=\"alice\"", "value=\"bob\"", "value=\"carol\"");
        assertThat(page.body()).doesNotContain("http:", "https:", "<script");
    }

    @Test
    void aCodeIsGoodOnceAndOnlyWithItsVerifier() throws Exception {
        assertError(redemption(code(), "another-verifier"), "invalid_grant");
        String code = code();
        JsonNode tokens = token(redemption(code, "the-verifier"), 200);
        assertThat(claims(tokens.path("access_token").asText()).getClaim("username"))
                .isEqualTo("carol");
        assertThat(claims(tokens.path("id_token").asText()).getClaim("nonce")).isEqualTo("n1");
        assertError(redemption(code, "the-verifier"), "invalid_grant");
    }

    @Test
    void aCodeGoesNowhereButToTheClientsOwnPage() throws Exception {
        HttpResponse<String> refused = get(authorize(Map.of("redirect_uri", "https://evil.example/")));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("redirect_mismatch");
        assertThat(get(authorize(Map.of("code_challenge", ""))).statusCode()).isEqualTo(400);
    }

    @Test
    void onlyPagesOfThisMachineMayReadTokens() throws Exception {
        URI keys = URI.create(issuer.issuer("UserPool") + "/.well-known/jwks.json");
        HttpRequest.Builder request = HttpRequest.newBuilder(keys);
        assertThat(client.send(
                                request.copy()
                                        .header("origin", "http://localhost:5173")
                                        .build(),
                                text())
                        .headers()
                        .firstValue("access-control-allow-origin"))
                .contains("http://localhost:5173");
        assertThat(client.send(
                                request.copy()
                                        .header("origin", "http://localhost.evil.example")
                                        .build(),
                                text())
                        .headers()
                        .firstValue("access-control-allow-origin"))
                .isEmpty();
    }

    @Test
    void aPortInUseIsNamed() {
        int port = issuer.issuer("UserPool").getPort();
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> Issuer.start(port, folder, List.of(POOL), InstantSource.fixed(NOW)))
                .withMessage("port " + port + " is in use");
    }

    private String code() throws Exception {
        HttpRequest signIn = HttpRequest.newBuilder(authorize(Map.of()))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=Carol"))
                .build();
        String location =
                client.send(signIn, text()).headers().firstValue("location").orElseThrow();
        assertThat(location).startsWith(CALLBACK + "?code=").endsWith("&state=s+1");
        return location.substring(location.indexOf("code=") + 5, location.indexOf("&state"));
    }

    private static Map<String, String> redemption(String code, String verifier) {
        return Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "client_id", "client1",
                "redirect_uri", CALLBACK,
                "code_verifier", verifier);
    }

    /// A valid request of the login page, with some of it changed.
    private URI authorize(Map<String, String> changes) {
        Map<String, String> query = new HashMap<>(Map.of(
                "response_type", "code",
                "client_id", "client1",
                "redirect_uri", CALLBACK,
                "scope", "openid darkroom/photos",
                "state", "s 1",
                "nonce", "n1",
                // SHA-256 of "the-verifier"
                "code_challenge", "sP6XQ2T7IHwj7eBkdcI9xyC8WxEik0RMQk0tVGDKZPI",
                "code_challenge_method", "S256"));
        query.putAll(changes);
        return URI.create(issuer.issuer("UserPool") + "/oauth2/authorize?" + form(query));
    }

    private void assertError(Map<String, String> form, String error) throws Exception {
        assertThat(token(form, 400).path("error").asText()).isEqualTo(error);
    }

    private JsonNode token(Map<String, String> form, int status) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer.issuer("UserPool") + "/oauth2/token"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(form)))
                .build();
        HttpResponse<String> response = client.send(request, text());
        assertThat(response.statusCode()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), text());
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static JWTClaimsSet claims(String token) throws Exception {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }
}
