package dev.darkroom.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.darkroom.model.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A request that the HTTP API has accepted and matched to a route.
/// Source: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>
///
/// @param requestId of the invocation, as the log has it
/// @param routeKey method and path template, such as `GET /users/{userId}/photos/{photoId}`
/// @param headers by name, in any case
public record Request(
        String requestId,
        String routeKey,
        Optional<Caller> maybeCaller,
        Map<String, String> path,
        Map<String, String> query,
        Map<String, String> headers,
        Optional<String> body) {
    /// The largest body, in bytes: twice what twenty photos with the longest titles, descriptions and tags need.
    static final int MAX_BODY_BYTES = 512 * 1024;

    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /// @throws ProblemException where the body is too large
    static Request of(APIGatewayV2HTTPEvent event, String requestId) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(orEmpty(event.getHeaders()));
        return new Request(
                requestId,
                event.getRouteKey(),
                caller(event),
                orEmpty(event.getPathParameters()),
                orEmpty(event.getQueryStringParameters()),
                headers,
                body(event));
    }

    /// Who asks.
    ///
    /// @throws ProblemException 401 where the request carries no token
    public Caller caller() {
        return maybeCaller.orElseThrow(() -> new ProblemException(
                ProblemType.UNAUTHENTICATED, "Send an access token of this user pool as 'Authorization: Bearer …'."));
    }

    /// Whether the method is one that only reads. Source: <https://www.rfc-editor.org/rfc/rfc9110#name-safe-methods>
    public boolean isSafe() {
        return routeKey.startsWith("GET ");
    }

    /// A part of the path. What has not the form of an id names nothing, so it is not found.
    ///
    /// @throws ProblemException 404 with `detail` where the value has not the form
    public <T> T path(String name, Function<String, T> form, String detail) {
        try {
            return form.apply(path.getOrDefault(name, ""));
        } catch (IllegalArgumentException notOfTheForm) {
            throw new ProblemException(ProblemType.NOT_FOUND, detail);
        }
    }

    /// A query parameter; empty where it is missing.
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /// The query parameter `limit`: how many items a page has at most.
    ///
    /// @throws ProblemException 400 where it is no whole number from 1 to `max`
    public int limit(int usual, int max) {
        String given = query.get("limit");
        if (given == null) {
            return usual;
        }
        boolean isNumber =
                given.length() <= 9 && !given.isEmpty() && given.chars().allMatch(c -> c >= '0' && c <= '9');
        int limit = isNumber ? Integer.parseInt(given) : 0;
        if (limit < 1 || limit > max) {
            throw ProblemException.invalid("limit", "must be a whole number from 1 to " + max);
        }
        return limit;
    }

    /// The place that the query parameter `cursor` stands for; empty for the beginning.
    ///
    /// @param form reads a place; throws IllegalArgumentException where it is none
    /// @throws ProblemException 400 where the cursor is not one of this caller, route and query
    public <T> Optional<T> cursor(Function<String, T> form) {
        try {
            return query("cursor")
                    .map(cursor -> Cursor.open(list(), cursor).orElseThrow(IllegalArgumentException::new))
                    .map(form);
        } catch (IllegalArgumentException notOfThisList) {
            throw ProblemException.invalid(
                    "cursor", "must be the 'next' of an earlier page of this very list; leave it out to begin anew");
        }
    }

    /// The cursor for a place further down the list that this request reads.
    public String cursorTo(String place) {
        return Cursor.seal(list(), place);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// Whether the caller holds this already, by `If-None-Match`.
    public boolean holds(EntityTag tag) {
        return header("if-none-match").filter(tag::isIn).isPresent();
    }

    /// Which versions of a thing the caller means to change, by `If-Match`.
    ///
    /// @throws ProblemException 428 where the header is missing, 400 where it is no entity tag
    public IfMatch ifMatch() {
        String given = header("if-match")
                .orElseThrow(
                        () -> new ProblemException(
                                ProblemType.IF_MATCH_REQUIRED,
                                "Send the etag of the version that you have seen as 'If-Match', or '*' for whichever is there."));
        return IfMatch.parse(given)
                .orElseThrow(() ->
                        ProblemException.invalid("if-match", "must be an etag in double quotes, such as \"3\", or *"));
    }

    /// What the caller calls this request, so that repeating it does nothing twice; empty where they do not say.
    /// Source: <https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/>
    ///
    /// @throws ProblemException 400 where it is not 1 to 255 visible ASCII characters
    public Optional<String> idempotencyKey() {
        Optional<String> key = header("idempotency-key");
        if (key.filter(given -> !IDEMPOTENCY_KEY.matcher(given).matches()).isPresent()) {
            throw ProblemException.invalid("idempotency-key", "must be 1 to 255 visible ASCII characters");
        }
        return key;
    }

    /// Stands for the route, path, query and body of this request: requests that ask for the same have the same.
    ///
    /// @return 64 hex digits
    public String fingerprint() {
        var sha256 = Sha256.start();
        List.of(routeKey, new TreeMap<>(path).toString(), new TreeMap<>(query).toString())
                .forEach(part -> {
                    sha256.update(part.getBytes(StandardCharsets.UTF_8));
                    sha256.update((byte) 0);
                });
        return HexFormat.of().formatHex(sha256.digest(body.orElse("").getBytes(StandardCharsets.UTF_8)));
    }

    /// The body as one JSON object.
    ///
    /// @throws ProblemException 400 where it is something else
    public Fields fields() {
        return Fields.ofBody(body.orElse(""));
    }

    /// What a cursor is bound to: the caller, if any, the route, and what the query selects.
    private String list() {
        Map<String, String> selection = new TreeMap<>(query);
        selection.remove("cursor");
        selection.remove("limit");
        return maybeCaller.map(caller -> caller.userId().value()).orElse("") + " " + routeKey + " "
                + new TreeMap<>(path) + " " + selection;
    }

    private static Optional<Caller> caller(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getRequestContext().getAuthorizer())
                .flatMap(authorizer -> Optional.ofNullable(authorizer.getJwt()))
                .map(jwt -> orEmpty(jwt.getClaims()))
                .flatMap(Request::caller);
    }

    /// Reads the claims of a Cognito access token: see "Understanding the access token" in
    /// <https://docs.aws.amazon.com/cognito/latest/developerguide/>.
    private static Optional<Caller> caller(Map<String, String> claims) {
        String subject = claims.get("sub");
        if (subject == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Caller(new UserId(subject), claims.getOrDefault("username", subject)));
        } catch (IllegalArgumentException notOfThisUserPool) {
            return Optional.empty();
        }
    }

    private static Optional<String> body(APIGatewayV2HTTPEvent event) {
        String body = event.getBody();
        if (body == null || body.isEmpty()) {
            return Optional.empty();
        }
        boolean encoded = event.getIsBase64Encoded();
        if (body.length() > (encoded ? MAX_BODY_BYTES / 3 * 4 + 4 : MAX_BODY_BYTES)) {
            throw new ProblemException(
                    ProblemType.BODY_TOO_LARGE, "A request's body has at most " + MAX_BODY_BYTES / 1024 + " KB.");
        }
        return Optional.of(encoded ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body);
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
