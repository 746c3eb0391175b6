package dev.darkroom.localcloud.lambda.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.localcloud.lambda.AsynchronousInvoker;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.lambda.api.LambdaApi.Answer;
import dev.darkroom.localcloud.lambda.async.AsynchronousQueue;
import dev.darkroom.localcloud.lambda.runtime.LambdaHost;
import dev.darkroom.localcloud.lambda.runtime.ServiceClosedException;
import dev.darkroom.localcloud.stack.FunctionResource;
import java.io.IOException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// The Invoke operation.
/// Source: Invoke, <https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html>
final class Invocations {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final FunctionInvoker invoker;
    private final AsynchronousInvoker asynchronous;

    Invocations(FunctionInvoker invoker, AsynchronousInvoker asynchronous) {
        this.invoker = invoker;
        this.asynchronous = asynchronous;
    }

    Answer invoke(FunctionResource function, Request request) throws ApiError, IOException {
        var type = Objects.requireNonNullElse(request.getHeaders().get("X-Amz-Invocation-Type"), "RequestResponse");
        try {
            return switch (type) {
                case "RequestResponse" -> requestResponse(function, request);
                case "Event" -> event(function, request);
                case "DryRun" -> Answer.empty(204);
                default ->
                    throw ApiError.invalidParameter(
                            "Value '" + type + "' at 'invocationType' failed to satisfy constraint: Member must satisfy"
                                    + " enum value set: [Event, RequestResponse, DryRun]");
            };
        } catch (ServiceClosedException e) {
            throw ApiError.service("the local Lambda is being stopped");
        }
    }

    private Answer requestResponse(FunctionResource function, Request request) throws ApiError, IOException {
        byte[] event = body(request, LambdaHost.EVENT_LIMIT_BYTES);
        var context = new InvocationContext(
                UUID.randomUUID().toString(), header(request, "X-Amzn-Trace-Id"), clientContext(request), 1);
        var withLog = header(request, "X-Amz-Log-Type").filter("Tail"::equals).isPresent();
        return switch (invoker.invoke(function.name(), event, context)) {
            case InvocationResult.Returned returned ->
                answer(context, returned.payload(), withLog ? returned.logTail() : "");
            case InvocationResult.Failed failed ->
                answer(context, failed.payload(), withLog ? failed.logTail() : "")
                        .with("X-Amz-Function-Error", failed.kind());
            case InvocationResult.Throttled _ -> throw ApiError.throttled();
            case InvocationResult.Recursive _ -> throw ApiError.recursive();
        };
    }

    private Answer event(FunctionResource function, Request request) throws ApiError, IOException {
        byte[] event = body(request, AsynchronousQueue.EVENT_LIMIT_BYTES);
        var requestId = asynchronous.enqueue(function.name(), event, header(request, "X-Amzn-Trace-Id"));
        return Answer.empty(202).with("x-amzn-RequestId", requestId);
    }

    private static Answer answer(InvocationContext context, byte[] payload, String log) {
        var answer = Answer.json(200, new String(payload, UTF_8))
                .with("X-Amz-Executed-Version", FunctionName.LATEST)
                .with("x-amzn-RequestId", context.requestId());
        return log.isEmpty()
                ? answer
                : answer.with("X-Amz-Log-Result", Base64.getEncoder().encodeToString(log.getBytes(UTF_8)));
    }

    private static byte[] body(Request request, int limitBytes) throws ApiError, IOException {
        byte[] body;
        try (var in = Content.Source.asInputStream(request)) {
            body = in.readNBytes(limitBytes + 1);
            if (body.length > limitBytes) {
                in.skip(Long.MAX_VALUE);
                throw ApiError.tooLarge(limitBytes);
            }
        }
        if (body.length == 0) {
            return "{}".getBytes(UTF_8);
        }
        try {
            JSON.readTree(body);
            return body;
        } catch (JsonProcessingException e) {
            throw ApiError.notJson(e.getOriginalMessage());
        }
    }

    private static Optional<String> clientContext(Request request) throws ApiError {
        var header = header(request, "X-Amz-Client-Context");
        try {
            return header.map(encoded -> new String(Base64.getDecoder().decode(encoded), UTF_8));
        } catch (IllegalArgumentException e) {
            throw ApiError.invalidParameter("Client context must be a valid Base64-encoded JSON object.");
        }
    }

    private static Optional<String> header(Request request, String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }
}
