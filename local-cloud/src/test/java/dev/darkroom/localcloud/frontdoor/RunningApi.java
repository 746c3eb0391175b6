package dev.darkroom.localcloud.frontdoor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.localcloud.LoopbackServer;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.stack.HttpApiResource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// A front door on a free port, before one function that answers as it is told and remembers what it was asked.
final class RunningApi implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-21T09:28:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoopbackServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<byte[]> events = Collections.synchronizedList(new ArrayList<>());
    private final List<InvocationContext> contexts = Collections.synchronizedList(new ArrayList<>());
    private volatile Supplier<InvocationResult> answer = () -> returned("{\"statusCode\":200}");

    RunningApi(HttpApiResource api, TokenVerifier tokens, Duration integrationTimeout) throws IOException {
        FunctionInvoker function = (_, event, context) -> {
            events.add(event);
            contexts.add(context);
            return answer.get();
        };
        server = LoopbackServer.start(
                0,
                _ -> new FrontDoor(
                        api,
                        "000000000000",
                        function,
                        tokens,
                        InstantSource.fixed(NOW),
                        new SplittableRandom(1),
                        integrationTimeout));
    }

    static InvocationResult returned(String json) {
        return new InvocationResult.Returned(json.getBytes(StandardCharsets.UTF_8), "");
    }

    void answers(String json) {
        answer = () -> returned(json);
    }

    void answers(Supplier<InvocationResult> result) {
        answer = result;
    }

    URI uri(String pathAndQuery) {
        return URI.create(server.uri() + pathAndQuery);
    }

    HttpRequest.Builder to(String pathAndQuery) {
        return HttpRequest.newBuilder(uri(pathAndQuery));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String pathAndQuery) throws IOException, InterruptedException {
        return send(to(pathAndQuery));
    }

    int invocations() {
        return events.size();
    }

    JsonNode lastEvent() throws IOException {
        return JSON.readTree(events.getLast());
    }

    InvocationContext lastContext() {
        return contexts.getLast();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
