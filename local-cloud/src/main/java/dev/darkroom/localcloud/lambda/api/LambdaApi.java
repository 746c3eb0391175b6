package dev.darkroom.localcloud.lambda.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.darkroom.localcloud.lambda.AsynchronousInvoker;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.stack.FunctionResource;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Lambda's REST API: Invoke, and what tells of functions and mappings. It holds its thread while a function runs, so
/// it belongs on a server with virtual threads.
/// Source: Lambda API reference, <https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html>
public final class LambdaApi extends Handler.Abstract {
    private static final System.Logger LOG = System.getLogger(LambdaApi.class.getName());

    private final Map<String, FunctionResource> functions;
    private final Invocations invocations;

    /// The API over these functions.
    public LambdaApi(List<FunctionResource> functions, FunctionInvoker invoker, AsynchronousInvoker asynchronous) {
        this.functions = new TreeMap<>(
                functions.stream().collect(Collectors.toMap(FunctionResource::name, Function.identity())));
        this.invocations = new Invocations(invoker, asynchronous);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // A function may take minutes, and the server's threads are few.
        Thread.ofVirtual().name("lambda request").start(() -> answer(request, response, callback));
        return true;
    }

    private void answer(Request request, Response response, Callback callback) {
        Answer answer;
        try {
            answer = route(request);
        } catch (ApiError e) {
            answer = Answer.error(e);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "a request to Lambda could not be answered", e);
            answer = Answer.error(ApiError.service("the local Lambda failed: " + e.getMessage()));
        }
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    private Answer route(Request request) throws ApiError, IOException {
        // The version, then `functions` or `event-source-mappings`, then which, then what of it.
        var path = Stream.of(request.getHttpURI().getDecodedPath().split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
        var which = path.size() > 2 ? path.get(2) : "";
        var operation = request.getMethod() + " "
                + IntStream.range(0, path.size())
                        .mapToObj(i -> i == 2 ? "{}" : path.get(i))
                        .collect(Collectors.joining("/"));
        return switch (operation) {
            case "GET 2015-03-31/functions" -> list();
            case "POST 2015-03-31/functions/{}/invocations" -> invocations.invoke(function(which, request), request);
            case "GET 2015-03-31/functions/{}" -> json(FunctionDescription.function(function(which, request)));
            case "GET 2015-03-31/functions/{}/configuration" ->
                json(FunctionDescription.configuration(function(which, request)));
            case "GET 2019-09-30/functions/{}/concurrency" ->
                json(FunctionDescription.concurrency(function(which, request)));
            case "GET 2019-09-25/functions/{}/event-invoke-config" ->
                json(FunctionDescription.eventInvokeConfig(function(which, request)));
            case "GET 2024-08-31/functions/{}/recursion-config" -> {
                var _ = function(which, request);
                yield json(JsonNodeFactory.instance.objectNode().put("RecursiveLoop", "Terminate"));
            }
            case "GET 2015-03-31/event-source-mappings" -> mappings(request);
            default ->
                throw ApiError.unknownOperation(
                        request.getMethod() + " " + request.getHttpURI().getPath());
        };
    }

    private static Answer json(JsonNode json) {
        return Answer.json(200, json.toString());
    }

    private Answer mappings(Request request) throws ApiError {
        var asked = Request.extractQueryParameters(request);
        var name = asked.getValue("FunctionName");
        var source = asked.getValue("EventSourceArn");
        var chosen = name == null ? functions.values() : List.of(function(name, request));
        var json = JsonNodeFactory.instance.objectNode();
        json.putArray("EventSourceMappings")
                .addAll(chosen.stream()
                        .flatMap(EventSourceMappingDescription::of)
                        .filter(mapping -> source == null
                                || mapping.path("EventSourceArn").asText().equals(source))
                        .toList());
        return json(json);
    }

    private Answer list() throws IOException {
        var json = JsonNodeFactory.instance.objectNode();
        var all = json.putArray("Functions");
        for (var function : functions.values()) {
            all.add(FunctionDescription.configuration(function));
        }
        return json(json);
    }

    private FunctionResource function(String named, Request request) throws ApiError {
        var name = FunctionName.parse(named);
        var asked = Request.extractQueryParameters(request).getValue("Qualifier");
        var qualifier = asked == null ? name.qualifier() : asked;
        var function = functions.get(name.name());
        if (function == null) {
            throw ApiError.noSuchFunction(named);
        }
        if (!qualifier.equals(FunctionName.LATEST)) {
            throw ApiError.noSuchFunction(function.arn() + ":" + qualifier);
        }
        return function;
    }

    /// An answer, headers by name.
    record Answer(int status, Map<String, String> headers, byte[] body) {
        static Answer json(int status, String body) {
            return new Answer(
                    status, Map.of(HttpHeader.CONTENT_TYPE.asString(), "application/json"), body.getBytes(UTF_8));
        }

        static Answer error(ApiError error) {
            return json(error.status(), error.json()).with("x-amzn-ErrorType", error.code());
        }

        static Answer empty(int status) {
            return new Answer(status, Map.of(), new byte[0]);
        }

        Answer with(String header, String value) {
            var more = new TreeMap<>(headers);
            more.put(header, value);
            return new Answer(status, more, body);
        }
    }
}
