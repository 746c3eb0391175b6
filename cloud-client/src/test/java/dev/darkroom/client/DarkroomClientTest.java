package dev.darkroom.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.darkroom.client.Views.Photo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The client against a server that answers what a test tells it to, route by route.
final class DarkroomClientTest {
    private static final NewPhoto PHOTO = NewPhoto.of("bytes".getBytes(UTF_8), "image/jpeg");

    private record Scripted(int status, String body) {}

    private final Map<String, Deque<Scripted>> script = new ConcurrentHashMap<>();
    private final List<String> received = new ArrayList<>();
    private int tokens;
    private HttpServer server;
    private DarkroomClient alice;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        alice = new DarkroomClient(new TestCloud(), "alice");
    }

    @AfterEach
    void stop() {
        alice.close();
        server.stop(0);
    }

    @Test
    void aPhotoIsAnnouncedWithItsHashAndPutWithTheHeadersOfItsIntent() {
        on("POST /photos", 201, "{\"photos\":[" + intent("/first") + "]}");
        on("PUT /first", 200, "");

        assertThat(alice.share(PHOTO).photoId()).isEqualTo("P1");

        assertThat(received.getFirst())
                .startsWith("POST /photos Bearer token-of-alice-1 {\"photos\":[")
                .contains("\"sizeBytes\":5", "\"sha256\":\"" + PHOTO.sha256() + "\"");
        assertThat(received.getLast()).isEqualTo("PUT /first * Root=1-2 bytes");
    }

    @Test
    void anExpiredUrlIsAskedForAnewOnce() {
        on("POST /photos", 201, "{\"photos\":[" + intent("/first") + "]}");
        on("PUT /first", 403, "expired");
        on("POST /photos/P1/upload", 200, intent("/second"));
        on("PUT /second", 200, "");
        alice.share(PHOTO);

        on("POST /photos", 201, "{\"photos\":[" + intent("/first") + "]}");
        on("PUT /first", 403, "expired");
        on("POST /photos/P1/upload", 200, intent("/second"));
        on("PUT /second", 403, "never");
        assertThatThrownBy(() -> alice.share(PHOTO))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }

    @Test
    void aRefusalCarriesTheWholeProblem() {
        on("POST /photos", 415, """
                {"type":"urn:problem-type:darkroom:unsupported-image-type","title":"T","status":415,"detail":"D",
                "requestId":"R-1","errors":[{"field":"photos[0].contentType","message":"must be another"}]}""");

        assertThatThrownBy(() -> alice.share(PHOTO)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(415);
            assertThat(problem.type()).isEqualTo("urn:problem-type:darkroom:unsupported-image-type");
            assertThat(problem.title()).isEqualTo("T");
            assertThat(problem.requestId()).isEqualTo("R-1");
            assertThat(problem.errors()).containsExactly("photos[0].contentType: must be another");
            assertThat(problem).hasMessage("415 T: D [photos[0].contentType: must be another]");
        });
    }

    @Test
    void aPhotoIsAwaitedUntilItIsNoLongerPending() {
        on("GET /me", 200, "{\"userId\":\"u\",\"displayName\":\"Alice\",\"friendCount\":0,\"createdAt\":\"\"}");
        on("GET /users/u/photos/P1", 200, photo("P1", "PENDING"));
        on("GET /users/u/photos/P1", 200, photo("P1", "PENDING"));
        on("GET /users/u/photos/P1", 200, photo("P1", "READY"));

        assertThat(alice.await("P1", Duration.ofSeconds(20)).state()).isEqualTo("READY");
    }

    @Test
    void theWholeFeedIsReadPageByPageThroughShortAndEmptyOnes() {
        on("GET /feed", 200, "{\"items\":[" + photo("P1", "READY") + "],\"next\":\"a\"}");
        on("GET /feed?cursor=a", 200, "{\"items\":[],\"next\":\"b\"}");
        on("GET /feed?cursor=b", 200, "{\"items\":[" + photo("P2", "READY") + "],\"next\":null}");

        assertThat(alice.wholeFeed().map(Photo::photoId)).containsExactly("P1", "P2");
    }

    @Test
    void whatDoesNotExistIsEmpty() {
        on("GET /users/u/photos/P1", 404, "{\"title\":\"Not found\"}");
        on("GET /users?handle=no%2Fbody", 200, "{\"items\":[],\"next\":null}");

        assertThat(alice.photo("u", "P1")).isEmpty();
        assertThat(alice.find("no/body")).isEmpty();
    }

    @Test
    void oneTokenServesManyCalls() {
        on("DELETE /photos/P1", 204, "");
        on("DELETE /friends/u", 204, "");
        alice.delete("P1");
        alice.unfriend("u");

        assertThat(tokens).isEqualTo(1);
    }

    private void on(String request, int status, String body) {
        script.computeIfAbsent(request, _ -> new LinkedBlockingDeque<>()).add(new Scripted(status, body));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String marks = headers.containsKey("Authorization")
                ? headers.getFirst("Authorization")
                : headers.getFirst("If-None-Match") + " " + headers.getFirst("X-Amzn-Trace-Id");
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        synchronized (received) {
            received.add(request + " " + marks + " " + body);
        }
        Scripted answer =
                script.getOrDefault(request, new LinkedBlockingDeque<>()).poll();
        byte[] bytes = answer == null ? new byte[0] : answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer == null ? 501 : answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private String intent(String path) {
        return """
                {"photoId":"P1","state":"PENDING","upload":{"method":"PUT","url":"%s","headers":{"if-none-match":"*"},
                "optionalHeaders":{"x-amzn-trace-id":"Root=1-2"},"expiresAt":"2026-11-21T10:15:00.000Z"}}""".formatted(base() + path);
    }

    private static String photo(String photoId, String state) {
        return """
                {"view":"OWNER","photoId":"%s","ownerId":"u","rev":1,"state":"%s","later":1}""".formatted(photoId, state);
    }

    /// A cloud of which only the API exists.
    private final class TestCloud implements Cloud {
        @Override
        public URI api() {
            return base();
        }

        @Override
        public String token(String userName) {
            tokens++;
            return "token-of-" + userName + "-" + tokens;
        }

        @Override
        public CloudResources resources() {
            return new CloudResources(Optional.empty(), "eu-central-1", "id", "secret", Map.of());
        }

        @Override
        public void awaitQuiet(Duration limit) {}

        @Override
        public void close() {}
    }
}
