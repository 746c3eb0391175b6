package dev.darkroom.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.client.Cloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Plain HTTP calls of one user, each timed from before it is sent until its whole answer is there.
final class TimedCalls implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(4);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Cloud cloud;
    private final String user;
    private String token = "";
    private long tokenTakenAt;

    TimedCalls(Cloud cloud, String user) {
        this.cloud = cloud;
        this.user = user;
    }

    /// What came back.
    ///
    /// @param etag empty where there is none
    record Answer(int status, double millis, String requestId, String etag, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Answer get(String path, String... headers) {
        return call("GET", path, "", headers);
    }

    /// Sends a request and waits for its answer, whatever its status.
    ///
    /// @param body empty for none
    /// @param headers names and values in turn
    Answer call(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(cloud.api() + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpRequest built = request.build();
        long began = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(built, BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    (System.nanoTime() - began) / 1e6,
                    response.headers().firstValue("x-request-id").orElse(""),
                    response.headers().firstValue("etag").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String token() {
        if (token.isEmpty() || System.nanoTime() - tokenTakenAt > TOKEN_LIFE.toNanos()) {
            token = cloud.token(user);
            tokenTakenAt = System.nanoTime();
        }
        return token;
    }

    @Override
    public void close() {
        http.close();
    }
}
