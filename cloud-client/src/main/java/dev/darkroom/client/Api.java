package dev.darkroom.client;

import com.fasterxml.jackson.core.type.TypeReference;
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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// JSON over HTTP, with a user's token. A request that the API limits (429) is sent again when its `Retry-After` is
/// over, within the client's patience; one with an idempotency key also after a lost answer or a failure (5xx), with
/// back-off. All else is told to the caller at once.
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient http;
    private final URI base;
    private final Supplier<String> token;
    private final Patience patience;
    private final Consumer<HttpResponse<byte[]>> listener;

    /// @param listener hears of every answer, before anything is done with it
    Api(HttpClient http, URI base, Supplier<String> token, Patience patience, Consumer<HttpResponse<byte[]>> listener) {
        this.http = http;
        this.base = base;
        this.token = token;
        this.patience = patience;
        this.listener = listener;
    }

    <T> T get(String path, TypeReference<T> type) {
        return call(Call.of("GET", path), type);
    }

    /// Sends a request and reads its answer.
    ///
    /// @throws ProblemException for any status of 400 and above
    <T> T call(Call call, TypeReference<T> type) {
        try {
            return JSON.readValue(send(call).body(), type);
        } catch (IOException e) {
            throw new UncheckedIOException("the API answered what this client does not understand", e);
        }
    }

    /// Sends a request whose answer's body does not matter.
    void tell(String method, String path) {
        send(Call.of(method, path));
    }

    private HttpResponse<byte[]> send(Call call) {
        Duration left = patience.limit();
        for (int attempt = 1; ; attempt++) {
            Optional<Duration> pause;
            try {
                HttpResponse<byte[]> response = exchange(http, request(call));
                listener.accept(response);
                if (response.statusCode() < 400) {
                    return response;
                }
                ProblemException problem = ProblemException.of(response);
                Duration atMost = left;
                pause = pauseAfter(problem, call, attempt).filter(wanted -> wanted.compareTo(atMost) <= 0);
                if (pause.isEmpty()) {
                    throw problem;
                }
                if (problem.status() == TOO_MANY_REQUESTS) {
                    left = left.minus(pause.get());
                }
            } catch (IOException e) {
                if (!call.isRepeatable() || attempt >= Patience.ATTEMPTS) {
                    throw new UncheckedIOException(call.method() + " " + base + call.path() + " failed", e);
                }
                pause = Optional.of(Patience.after(attempt));
            }
            patience.await(pause.get());
        }
    }

    /// How long to wait before the request is sent again; empty where it is not.
    private static Optional<Duration> pauseAfter(ProblemException problem, Call call, int attempt) {
        if (attempt >= Patience.ATTEMPTS) {
            return Optional.empty();
        }
        if (problem.status() == TOO_MANY_REQUESTS) {
            return problem.retryAfter();
        }
        return problem.status() >= 500 && call.isRepeatable() ? Optional.of(Patience.after(attempt)) : Optional.empty();
    }

    private HttpRequest request(Call call) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.path()))
                .timeout(TIMEOUT)
                .header("Accept", "application/json, application/problem+json");
        if (call.signedIn()) {
            request.header("Authorization", "Bearer " + token.get());
        }
        call.headers().forEach(request::header);
        if (call.body().isEmpty()) {
            return request.method(call.method(), BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(
                        call.method(),
                        BodyPublishers.ofByteArray(
                                JSON.writeValueAsBytes(call.body().get())))
                .build();
    }

    /// The one place through which every request to the API and every upload goes.
    static HttpResponse<byte[]> exchange(HttpClient http, HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
