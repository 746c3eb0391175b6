package dev.darkroom.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// JSON over HTTP, with a user's token.
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final HttpClient http;
    private final URI base;
    private final Supplier<String> token;

    Api(HttpClient http, URI base, Supplier<String> token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    <T> T get(String path, TypeReference<T> type) {
        return read(send("GET", path, Optional.empty()), type);
    }

    <T> T call(String method, String path, Object body, TypeReference<T> type) {
        return read(send(method, path, Optional.of(body)), type);
    }

    /// Sends a request whose answer's body does not matter.
    void tell(String method, String path) {
        send(method, path, Optional.empty());
    }

    /// Sends a request, with a body where one is given.
    ///
    /// @throws ProblemException for any status of 400 and above
    private byte[] send(String method, String path, Optional<Object> body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(TIMEOUT)
                    .header("Authorization", "Bearer " + token.get())
                    .header("Accept", "application/json, application/problem+json")
                    .method(
                            method,
                            body.isPresent()
                                    ? BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body.get()))
                                    : BodyPublishers.noBody());
            body.ifPresent(present -> request.header("Content-Type", "application/json"));
            HttpResponse<byte[]> response = exchange(http, request.build());
            if (response.statusCode() >= 400) {
                throw problem(response);
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + base + path + " failed", e);
        }
    }

    static HttpResponse<byte[]> exchange(HttpClient http, HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static ProblemException problem(HttpResponse<byte[]> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            List<String> errors = new ArrayList<>();
            problem.path("errors")
                    .forEach(error -> errors.add(error.path("field").asText() + ": "
                            + error.path("message").asText()));
            return new ProblemException(
                    response.statusCode(),
                    problem.path("type").asText("about:blank"),
                    problem.path("title").asText(problem.path("message").asText("")),
                    problem.path("detail").asText(""),
                    problem.path("requestId").asText(""),
                    errors);
        } catch (IOException notJson) {
            return new ProblemException(response.statusCode(), "", "an answer that is not JSON", List.of());
        }
    }

    private static <T> T read(byte[] body, TypeReference<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (IOException e) {
            throw new UncheckedIOException("the API answered what this client does not understand", e);
        }
    }
}
