package dev.darkroom.localcloud.frontdoor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/// Turns what the server received into what an event carries.
final class RequestHeaders {
    static final String TRACE = "x-amzn-trace-id";

    private RequestHeaders() {}

    /// Lower-cased, equal names joined by commas, cookies left out; with the headers that API Gateway adds.
    static Map<String, String> of(Request request, Supplier<String> newTraceHeader) {
        Map<String, String> headers = new TreeMap<>();
        for (HttpField field : request.getHeaders()) {
            String name = field.getName().toLowerCase(Locale.ROOT);
            String value = field.getValue();
            if (!name.equals("cookie")) {
                headers.merge(name, value == null ? "" : value, (first, next) -> first + "," + next);
            }
        }
        headers.merge("x-forwarded-for", Request.getRemoteAddr(request), (before, last) -> before + ", " + last);
        headers.put("x-forwarded-port", Integer.toString(Request.getLocalPort(request)));
        headers.put("x-forwarded-proto", request.isSecure() ? "https" : "http");
        headers.computeIfAbsent(TRACE, _ -> newTraceHeader.get());
        return headers;
    }

    /// What API Gateway counts: the request line, and the headers' values without their names.
    /// Source: Quotas for configuring and running an HTTP API,
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html>
    static int sizeBytes(Request request) {
        int size = request.getMethod().length()
                + request.getHttpURI().getPathQuery().length()
                + request.getConnectionMetaData().getProtocol().length()
                + 2; // the spaces between them
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            size += value == null ? 0 : value.length();
        }
        return size;
    }

    static HttpApiEvent.Request request(Request request, byte[] body) {
        String path = request.getHttpURI().getPath();
        String query = request.getHttpURI().getQuery();
        List<String> cookies = request.getHeaders().getValuesList("cookie").stream()
                .flatMap(line -> Arrays.stream(line.split("; *", -1)))
                .filter(cookie -> !cookie.isBlank())
                .toList();
        return new HttpApiEvent.Request(
                request.getMethod(),
                path == null ? "/" : path,
                query == null ? "" : query,
                request.getConnectionMetaData().getProtocol(),
                Request.getServerName(request),
                Request.getRemoteAddr(request),
                cookies,
                body);
    }
}
