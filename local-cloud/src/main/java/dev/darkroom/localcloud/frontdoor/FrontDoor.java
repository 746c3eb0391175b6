package dev.darkroom.localcloud.frontdoor;

import dev.darkroom.localcloud.frontdoor.HttpApiEvent.Authorization;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.lambda.runtime.LambdaHost;
import dev.darkroom.localcloud.stack.HttpApiResource;
import dev.darkroom.localcloud.stack.HttpApiResource.JwtAuthorizer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// One HTTP API on its `$default` stage: finds the route, checks the token, answers preflights, invokes the function
/// and answers what it returned, with the status codes and bodies of API Gateway where there is no such answer.
/// Stage throttling is not here: every request is let in.
/// Sources: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>,
/// limits: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html>
public final class FrontDoor extends Handler.Abstract {
    /// What API Gateway gives an integration before it answers 503.
    public static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(30);
    /// The largest body of a request; one byte more is 413.
    public static final int MAXIMUM_PAYLOAD_BYTES = 10 * 1024 * 1024;
    /// The largest request line and header values together; one byte more is 431.
    public static final int MAXIMUM_HEADER_BYTES = 10_240;

    private static final System.Logger LOG = System.getLogger(FrontDoor.class.getName());

    private final HttpApiResource api;
    private final String accountId;
    private final FunctionInvoker functions;
    private final TokenVerifier tokens;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Duration integrationTimeout;
    private final Routes routes;
    private final Map<String, JwtAuthorizer> authorizers;
    private final Optional<Cors> cors;

    /// Makes the handler of one API; it serves once a server has it.
    /// An API with a route whose authorizer it does not have is an IllegalArgumentException.
    ///
    /// @param accountId as events name it
    /// @param random for request ids and trace ids
    public FrontDoor(
            HttpApiResource api,
            String accountId,
            FunctionInvoker functions,
            TokenVerifier tokens,
            InstantSource clock,
            RandomGenerator random) {
        this(api, accountId, functions, tokens, clock, random, INTEGRATION_TIMEOUT);
    }

    FrontDoor(
            HttpApiResource api,
            String accountId,
            FunctionInvoker functions,
            TokenVerifier tokens,
            InstantSource clock,
            RandomGenerator random,
            Duration integrationTimeout) {
        this.api = api;
        this.accountId = accountId;
        this.functions = functions;
        this.tokens = tokens;
        this.clock = clock;
        this.random = random;
        this.integrationTimeout = integrationTimeout;
        this.routes = new Routes(api.routes());
        this.authorizers =
                api.authorizers().stream().collect(Collectors.toMap(JwtAuthorizer::name, Function.identity()));
        this.cors = api.cors().map(Cors::new);
        for (HttpApiResource.Route route : api.routes()) {
            // An authorizer that is not found must not leave its route open.
            if (route.authorizer()
                    .filter(name -> !authorizers.containsKey(name))
                    .isPresent()) {
                throw new IllegalArgumentException(
                        "no authorizer " + route.authorizer().get() + " for " + route.path());
            }
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // The function's time is waited for on a thread of its own, whatever thread the server calls on.
        Thread.ofVirtual().name("front-door").start(() -> {
            try {
                String requestId = requestId();
                GatewayResponse answer = withCors(request, answer(request, requestId));
                write(answer, requestId, response, callback);
            } catch (IOException | RuntimeException unanswerable) {
                // The client is gone, most likely; unanswered, one that is not would wait for ever.
                callback.failed(unanswerable);
            }
        });
        return true;
    }

    private GatewayResponse answer(Request request, String requestId) throws IOException {
        if (RequestHeaders.sizeBytes(request) > MAXIMUM_HEADER_BYTES) {
            return GatewayResponse.message(431, "Request Header Fields Too Large");
        }
        Optional<GatewayResponse> preflight = preflight(request);
        if (preflight.isPresent()) {
            return preflight.get();
        }
        String path = request.getHttpURI().getPath();
        Optional<Routes.Match> match;
        try {
            match = routes.match(request.getMethod(), path == null ? "/" : path);
        } catch (IllegalArgumentException malformed) {
            return GatewayResponse.message(400, "Bad Request");
        }
        if (match.isEmpty()) {
            return GatewayResponse.message(404, "Not Found");
        }
        Optional<JwtAuthorizer> authorizer = match.get().route().authorizer().map(authorizers::get);
        if (authorizer.isEmpty()) {
            return invoke(request, match.get(), Optional.empty(), requestId);
        }
        return switch (BearerCheck.check(
                request.getHeaders().get("authorization"), match.get().route(), authorizer.get(), tokens)) {
            case BearerCheck.Passed passed ->
                invoke(request, match.get(), Optional.of(passed.authorization()), requestId);
            case BearerCheck.Stopped stopped -> stopped.answer();
        };
    }

    private GatewayResponse invoke(
            Request request, Routes.Match match, Optional<Authorization> authorization, String requestId)
            throws IOException {
        Optional<byte[]> body = body(request);
        if (body.isEmpty()) {
            return tooLarge();
        }
        Instant now = clock.instant();
        Map<String, String> headers = RequestHeaders.of(request, () -> newTraceHeader(now));
        byte[] event;
        try {
            HttpApiEvent.Request received = RequestHeaders.request(request, body.get());
            event = new HttpApiEvent(api.apiId(), accountId, match, received, headers, authorization, requestId, now)
                    .toJson();
        } catch (IllegalArgumentException malformedEscape) {
            return GatewayResponse.message(400, "Bad Request");
        }
        if (event.length > LambdaHost.EVENT_LIMIT_BYTES) {
            // Lambda's own limit, which a body reaches long before the gateway's: binary ones grow by a third.
            return tooLarge();
        }
        InvocationContext context = new InvocationContext(
                UUID.randomUUID().toString(),
                Optional.ofNullable(headers.get(RequestHeaders.TRACE)),
                Optional.empty(),
                1);
        return invoke(match.route().functionName(), event, context);
    }

    private GatewayResponse invoke(String functionName, byte[] event, InvocationContext context) {
        CompletableFuture<InvocationResult> result = new CompletableFuture<>();
        Thread.ofVirtual().name("front-door-invocation").start(() -> {
            try {
                result.complete(functions.invoke(functionName, event, context));
            } catch (RuntimeException failure) {
                result.completeExceptionally(failure);
            }
        });
        try {
            return switch (result.get(integrationTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
                case InvocationResult.Returned returned ->
                    FunctionResponse.read(returned.payload()).orElseGet(FrontDoor::internalError);
                case InvocationResult.Failed _, InvocationResult.Recursive _ -> internalError();
                case InvocationResult.Throttled() -> unavailable();
            };
        } catch (TimeoutException late) {
            // The function goes on, as it does behind API Gateway; its answer goes nowhere.
            return unavailable();
        } catch (ExecutionException failure) {
            LOG.log(Level.ERROR, "invoking " + functionName + " failed", failure.getCause());
            return internalError();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return unavailable();
        }
    }

    private Optional<GatewayResponse> preflight(Request request) {
        String origin = request.getHeaders().get("origin");
        String method = request.getHeaders().get("access-control-request-method");
        if (cors.isEmpty() || !request.getMethod().equals("OPTIONS") || origin == null || method == null) {
            return Optional.empty();
        }
        String requested = String.join(",", request.getHeaders().getValuesList("access-control-request-headers"));
        return Optional.of(GatewayResponse.empty(204, cors.get().preflight(origin, method, requested)));
    }

    private GatewayResponse withCors(Request request, GatewayResponse answer) {
        String origin = request.getHeaders().get("origin");
        return cors.isEmpty() || preflight(request).isPresent()
                ? answer
                : answer.withCors(origin == null ? Map.of() : cors.get().response(origin));
    }

    /// The body, or nothing where it is larger than API Gateway takes.
    private static Optional<byte[]> body(Request request) throws IOException {
        if (request.getLength() > MAXIMUM_PAYLOAD_BYTES) {
            return Optional.empty();
        }
        try (InputStream in = Request.asInputStream(request)) {
            byte[] body = in.readNBytes(MAXIMUM_PAYLOAD_BYTES + 1);
            return body.length > MAXIMUM_PAYLOAD_BYTES ? Optional.empty() : Optional.of(body);
        }
    }

    private static void write(GatewayResponse answer, String requestId, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        answer.cookies().forEach(cookie -> response.getHeaders().add("set-cookie", cookie));
        response.getHeaders().put("apigw-requestid", requestId);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    private static GatewayResponse tooLarge() {
        return GatewayResponse.message(413, "Request Entity Too Large");
    }

    private static GatewayResponse internalError() {
        return GatewayResponse.message(500, "Internal Server Error");
    }

    private static GatewayResponse unavailable() {
        return GatewayResponse.message(503, "Service Unavailable");
    }

    /// Sixteen characters that end in an equals sign, as API Gateway's do.
    private String requestId() {
        byte[] bytes = new byte[11];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes).replace('/', '-').replace('+', '_');
    }

    /// Source: <https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader>
    private String newTraceHeader(Instant now) {
        return "Root=1-%08x-%08x%016x".formatted(now.getEpochSecond(), random.nextInt(), random.nextLong());
    }
}
