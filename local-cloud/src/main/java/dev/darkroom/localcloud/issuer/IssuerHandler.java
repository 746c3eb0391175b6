package dev.darkroom.localcloud.issuer;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The pools' endpoints: discovery, keys, login page and tokens, each under the pool's issuer.
/// Source: User pool endpoints,
/// <https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-userpools-server-contract-reference.html>
final class IssuerHandler extends Handler.Abstract {
    private final List<UserPool> pools;
    private final AuthorizationCodes codes;

    IssuerHandler(List<UserPool> pools, AuthorizationCodes codes) {
        this.pools = List.copyOf(pools);
        this.codes = codes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getCanonicalPath();
        Optional<UserPool> pool = pools.stream()
                .filter(candidate -> path.startsWith(candidate.issuer().getPath() + "/"))
                .findFirst();
        Answer answer = pool.isPresent()
                ? answer(
                        pool.get(), path.substring(pool.get().issuer().getPath().length()), request)
                : notFound();
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put("cache-control", "no-store");
        String origin = request.getHeaders().get("origin");
        if (origin != null && isLocal(origin)) {
            response.getHeaders().put("access-control-allow-origin", origin);
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private Answer answer(UserPool pool, String endpoint, Request request) throws Exception {
        return switch (request.getMethod() + " " + endpoint) {
            case "GET /.well-known/openid-configuration" -> Answer.json(200, discovery(pool.issuer()));
            case "GET /.well-known/jwks.json" ->
                Answer.json(200, pool.key().publicKeys().toJSONObject());
            case "GET /oauth2/authorize" ->
                new AuthorizeEndpoint(pool, codes).ask(Request.extractQueryParameters(request));
            case "POST /oauth2/authorize" ->
                new AuthorizeEndpoint(pool, codes)
                        .signIn(Request.extractQueryParameters(request), Request.getParameters(request));
            case "POST /oauth2/token" -> new TokenEndpoint(pool, codes).answer(Request.getParameters(request));
            default -> notFound();
        };
    }

    private static Answer notFound() {
        return Answer.json(404, Map.of("error", "not_found"));
    }

    private static Map<String, Object> discovery(URI issuer) {
        Map<String, Object> discovery = new LinkedHashMap<>();
        discovery.put("issuer", issuer.toString());
        discovery.put("jwks_uri", issuer + "/.well-known/jwks.json");
        discovery.put("authorization_endpoint", issuer + "/oauth2/authorize");
        discovery.put("token_endpoint", issuer + "/oauth2/token");
        discovery.put("response_types_supported", List.of("code"));
        discovery.put("grant_types_supported", List.of("authorization_code", "password"));
        discovery.put("code_challenge_methods_supported", List.of("S256"));
        discovery.put("token_endpoint_auth_methods_supported", List.of("none"));
        discovery.put("id_token_signing_alg_values_supported", List.of("RS256"));
        discovery.put("subject_types_supported", List.of("public"));
        return discovery;
    }

    /// Pages of this machine may read tokens; a page from elsewhere in the same browser may not.
    private static boolean isLocal(String origin) {
        return origin.matches("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
    }
}
