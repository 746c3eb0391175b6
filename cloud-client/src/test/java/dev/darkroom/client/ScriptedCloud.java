package dev.darkroom.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;

/// A cloud of which only the API and a bucket exist, which answer what a test tells them to, request by request.
final class ScriptedCloud implements Cloud {
    private static final int HANGS_UP = 0;
    private static final Scripted UNEXPECTED = new Scripted(501, Map.of(), "{\"title\":\"not in the script\"}");

    private final Map<String, Deque<Scripted>> script = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final HttpServer server;

    ScriptedCloud() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private record Scripted(int status, Map<String, String> headers, String body) {}

    /// A request as it arrived.
    ///
    /// @param line method and path
    record Received(String line, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /// Answers the next request of this method and path so; after it the one after.
    void on(String line, int status, String body) {
        on(line, status, Map.of(), body);
    }

    void on(String line, int status, Map<String, String> headers, String body) {
        script.computeIfAbsent(line, _ -> new LinkedBlockingDeque<>()).add(new Scripted(status, headers, body));
    }

    /// Takes the next such request and hangs up.
    void loses(String line) {
        on(line, HANGS_UP, "");
    }

    List<Received> received() {
        return received;
    }

    List<String> lines() {
        return received.stream().map(Received::line).toList();
    }

    /// How many tokens were asked for.
    int tokens() {
        return tokens.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        received.add(
                new Received(line, headers, new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        Deque<Scripted> answers = script.getOrDefault(line, new LinkedBlockingDeque<>());
        Scripted answer = answers.isEmpty() ? UNEXPECTED : answers.remove();
        if (answer.status() != HANGS_UP) {
            byte[] bytes = answer.body().getBytes(UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public String token(String userName) {
        return "token-of-" + userName + "-" + tokens.incrementAndGet();
    }

    @Override
    public CloudResources resources() {
        return new CloudResources(Optional.empty(), "eu-central-1", "id", "secret", Map.of());
    }

    @Override
    public void awaitQuiet(Duration limit) {}

    @Override
    public void close() {
        server.stop(0);
    }

    /// An intent whose upload goes to this path.
    String intent(String path) {
        return """
                {"photoId":"P1","state":"PENDING","upload":{"method":"PUT","url":"%s","headers":{"if-none-match":"*"},
                "optionalHeaders":{"x-amzn-trace-id":"Root=1-2"},"expiresAt":"2026-11-21T10:15:00.000Z"}}""".formatted(api() + path);
    }

    static String photo(String photoId, String state) {
        return """
                {"view":"OWNER","photoId":"%s","ownerId":"u","rev":1,"state":"%s","visibility":"FRIENDS","later":1}""".formatted(photoId, state);
    }
}
