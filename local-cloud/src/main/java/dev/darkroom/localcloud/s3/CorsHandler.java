package dev.darkroom.localcloud.s3;

import dev.darkroom.localcloud.stack.BucketResource;
import dev.darkroom.localcloud.stack.BucketResource.CorsRule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers preflights by the bucket's CORS rules, and marks answers that a page of another origin may read. The first
/// rule that matches counts.
/// Source: Using cross-origin resource sharing,
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html>
final class CorsHandler extends Handler.Wrapper {
    private final Map<String, List<CorsRule>> rules;

    CorsHandler(Handler s3, List<BucketResource> buckets) {
        super(s3);
        rules = buckets.stream().collect(Collectors.toMap(BucketResource::name, BucketResource::cors));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        boolean preflight = request.getMethod().equals("OPTIONS");
        if (origin == null) {
            return preflight ? refuse(response, callback) : super.handle(request, response, callback);
        }
        String method =
                preflight ? request.getHeaders().get(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD) : request.getMethod();
        List<String> headers = preflight ? requestedHeaders(request) : List.of();
        Optional<CorsRule> rule = rules.getOrDefault(bucket(request), List.of()).stream()
                .filter(candidate -> permits(candidate, origin, method, headers))
                .findFirst();
        rule.ifPresent(permitting -> mark(response, permitting, origin, headers));
        if (!preflight) {
            return super.handle(request, response, callback);
        }
        if (rule.isEmpty()) {
            return refuse(response, callback);
        }
        callback.succeeded();
        return true;
    }

    private static String bucket(Request request) {
        String path = request.getHttpURI().getPath();
        int slash = path.indexOf('/', 1);
        return path.substring(Math.min(1, path.length()), slash < 0 ? path.length() : slash);
    }

    private static List<String> requestedHeaders(Request request) {
        String headers = request.getHeaders().get(HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS);
        return headers == null
                ? List.of()
                : Arrays.stream(headers.split(",", -1))
                        .map(String::strip)
                        .filter(header -> !header.isEmpty())
                        .toList();
    }

    private static boolean permits(CorsRule rule, String origin, String method, List<String> headers) {
        return rule.allowedMethods().contains(method)
                && rule.allowedOrigins().stream().anyMatch(pattern -> matches(pattern, origin))
                && headers.stream()
                        .allMatch(header -> rule.allowedHeaders().stream()
                                .anyMatch(pattern ->
                                        matches(pattern.toLowerCase(Locale.ROOT), header.toLowerCase(Locale.ROOT))));
    }

    /// A pattern holds one `*` at most.
    private static boolean matches(String pattern, String value) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(value)
                : value.length() >= pattern.length() - 1
                        && value.startsWith(pattern.substring(0, star))
                        && value.endsWith(pattern.substring(star + 1));
    }

    private static void mark(Response response, CorsRule rule, String origin, List<String> requestedHeaders) {
        var headers = response.getHeaders();
        boolean anyOrigin = rule.allowedOrigins().contains("*");
        headers.put("Access-Control-Allow-Origin", anyOrigin ? "*" : origin);
        headers.put("Access-Control-Allow-Methods", String.join(", ", rule.allowedMethods()));
        if (!anyOrigin) {
            headers.put("Access-Control-Allow-Credentials", "true");
        }
        if (!requestedHeaders.isEmpty()) {
            headers.put("Access-Control-Allow-Headers", String.join(", ", requestedHeaders));
        }
        if (!rule.exposedHeaders().isEmpty()) {
            headers.put("Access-Control-Expose-Headers", String.join(", ", rule.exposedHeaders()));
        }
        if (rule.maxAgeSeconds() > 0) {
            headers.put("Access-Control-Max-Age", Integer.toString(rule.maxAgeSeconds()));
        }
        headers.put(HttpHeader.VARY, "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    }

    private static boolean refuse(Response response, Callback callback) {
        response.setStatus(403);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
        byte[] body = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed. This is \
                usually because the evaluation of Origin, request method / Access-Control-Request-Method or \
                Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.</Message></Error>
                """.getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
