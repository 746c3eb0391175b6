package dev.darkroom.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.darkroom.client.Uploader.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UploaderTest {
    private static final int HANGS_UP = 0;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final List<String> received = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private HttpServer bucket;

    @BeforeEach
    void listen() throws IOException {
        bucket = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bucket.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            received.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("if-none-match") + " " + body);
            int status = answers.remove();
            if (status != HANGS_UP) {
                exchange.sendResponseHeaders(status, -1);
            }
            exchange.close();
        });
        bucket.start();
    }

    @AfterEach
    void stop() {
        http.close();
        bucket.stop(0);
    }

    @Test
    void sendsTheBytesWithTheHeadersThatTheIntentLists() {
        assertThat(put(200)).isEqualTo(Outcome.STORED);
        assertThat(received).containsExactly("PUT * bytes");
    }

    @Test
    void aConflictAndAServerErrorAreTriedAgain() {
        assertThat(put(409, 503, 200)).isEqualTo(Outcome.STORED);
        assertThat(received).hasSize(3);
        assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void aLostConnectionIsTriedAgain() {
        assertThat(put(HANGS_UP, 200)).isEqualTo(Outcome.STORED);
    }

    @Test
    void anOriginalThatIsThereAndAUrlThatIsNoLongerGoodAreOutcomes() {
        assertThat(put(412)).isEqualTo(Outcome.ALREADY_THERE);
        assertThat(put(403)).isEqualTo(Outcome.NOT_ALLOWED);
    }

    @Test
    void aWrongChecksumIsRefusedAtOnce() {
        assertThatThrownBy(() -> put(400)).isInstanceOf(ProblemException.class).hasMessageContaining("400");
        assertThat(received).hasSize(1);
    }

    @Test
    void aBucketThatStaysOutOfOrderIsGivenUp() {
        assertThatThrownBy(() -> put(500, 500, 500, 500, 500)).isInstanceOf(ProblemException.class);
    }

    private Outcome put(Integer... statuses) {
        answers.addAll(List.of(statuses));
        String url = "http://127.0.0.1:" + bucket.getAddress().getPort() + "/bucket/key";
        var upload = new Views.Upload("PUT", url, Map.of("if-none-match", "*"), Map.of(), "2026-01-01T00:00:00.000Z");
        return new Uploader(http, new Patience(Duration.ZERO, pauses::add)).put(upload, "bytes".getBytes(UTF_8));
    }
}
