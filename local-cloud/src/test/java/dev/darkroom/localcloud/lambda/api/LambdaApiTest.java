package dev.darkroom.localcloud.lambda.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.localcloud.LoopbackServer;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.lambda.TestFunction;
import dev.darkroom.localcloud.stack.AsynchronousInvocation;
import dev.darkroom.localcloud.stack.FunctionResource;
import dev.darkroom.localcloud.stack.QueueMapping;
import dev.darkroom.localcloud.stack.StreamMapping;
import dev.darkroom.localcloud.stack.StreamMapping.StartingPosition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LambdaApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InvocationResult RETURNED =
            new InvocationResult.Returned("{\"answer\":42}".getBytes(UTF_8), "START\nEND\n");

    private static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:work";

    @TempDir
    static Path folder;

    private final List<String> events = new ArrayList<>();
    private final List<InvocationContext> contexts = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private InvocationResult result = RETURNED;
    private final LoopbackServer server = start();

    private LoopbackServer start() {
        try {
            return LoopbackServer.start(
                    0,
                    uri -> new LambdaApi(
                            List.of(TestFunction.probe("probe", TestFunction.zip(folder)), mapped()),
                            this::invoke,
                            this::enqueue));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static FunctionResource mapped() {
        var probe = TestFunction.probe("mapped", TestFunction.zip(folder));
        return new FunctionResource(
                probe.logicalId(),
                probe.name(),
                probe.arn(),
                probe.codeZip(),
                probe.handler(),
                probe.memoryMegabytes(),
                probe.timeout(),
                probe.environment(),
                OptionalInt.of(3),
                new AsynchronousInvocation(1, Duration.ofMinutes(1), Optional.of(QUEUE), Optional.empty()),
                List.of(new StreamMapping(
                        "stream",
                        "Photos",
                        StartingPosition.TRIM_HORIZON,
                        25,
                        Duration.ZERO,
                        1,
                        OptionalInt.of(8),
                        Optional.empty(),
                        true,
                        true,
                        List.of("{\"a\":[1]}"),
                        Optional.of("arn:aws:s3:::failures"))),
                List.of(new QueueMapping("queue", QUEUE, 5, Duration.ZERO, OptionalInt.of(5), true, List.of())),
                List.of());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void invokingAnswersWithTheFunctionsResult() throws Exception {
        var response = invoke("probe", "{\"n\":1}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"answer\":42}");
        assertThat(response.headers().firstValue("X-Amz-Executed-Version")).contains("$LATEST");
        assertThat(response.headers().firstValue("X-Amz-Function-Error")).isEmpty();
        assertThat(response.headers().firstValue("X-Amz-Log-Result")).isEmpty();
        assertThat(response.headers().firstValue("x-amzn-RequestId"))
                .contains(contexts.getFirst().requestId());
        assertThat(events).containsExactly("{\"n\":1}");
    }

    @Test
    void anErrorOfTheFunctionIsAnAnswerWithItsLogWhereAskedFor() throws Exception {
        result = new InvocationResult.Failed("Unhandled", "{\"errorMessage\":\"no\"}".getBytes(UTF_8), "the log\n");

        var response = invoke("probe", "{}", "X-Amz-Log-Type", "Tail");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"errorMessage\":\"no\"}");
        assertThat(response.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
        var log = response.headers().firstValue("X-Amz-Log-Result").orElseThrow();
        assertThat(new String(Base64.getDecoder().decode(log), UTF_8)).isEqualTo("the log\n");
    }

    @Test
    void contextsAndTracesArePassedOn() throws Exception {
        var context = Base64.getEncoder().encodeToString("{\"custom\":{}}".getBytes(UTF_8));

        var _ = invoke("probe", "{}", "X-Amz-Client-Context", context, "X-Amzn-Trace-Id", "Root=1-2-3");

        assertThat(contexts.getFirst().clientContext()).contains("{\"custom\":{}}");
        assertThat(contexts.getFirst().traceHeader()).contains("Root=1-2-3");
    }

    @Test
    void aFunctionMayBeNamedByItsArn() throws Exception {
        assertThat(invoke("arn%3Aaws%3Alambda%3Aeu-central-1%3A123456789012%3Afunction%3Aprobe", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(invoke("123456789012:function:probe:$LATEST", "{}").statusCode())
                .isEqualTo(200);
        assertThat(invoke("probe:live", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void anEventIsQueuedAndADryRunDoesNothing() throws Exception {
        var queued = invoke("probe", "{\"n\":1}", "X-Amz-Invocation-Type", "Event");
        var dry = invoke("probe", "{}", "X-Amz-Invocation-Type", "DryRun");

        assertThat(queued.statusCode()).isEqualTo(202);
        assertThat(queued.body()).isEmpty();
        assertThat(queued.headers().firstValue("x-amzn-RequestId")).contains("queued");
        assertThat(dry.statusCode()).isEqualTo(204);
        assertThat(events).containsExactly("queued {\"n\":1}");
        assertThat(contexts).isEmpty();
    }

    /// Source: Invoke, Errors, <https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors>
    @Test
    void errorsAreInLambdasShape() throws Exception {
        assertError(invoke("nobody", "{}"), 404, "ResourceNotFoundException", "Function not found: nobody");
        assertError(invoke("probe", "{\"n\":"), 400, "InvalidRequestContentException", "Could not parse request body");
        assertError(invoke("probe", "{} {}"), 400, "InvalidRequestContentException", "Could not parse request body");
        assertError(
                invoke("probe", "{}", "X-Amz-Invocation-Type", "Sometimes"),
                400,
                "InvalidParameterValueException",
                "invocationType");
        assertError(invoke("probe", " ".repeat(6_291_457)), 413, "RequestTooLargeException", "6291456 bytes");
        assertError(
                invoke("probe", " ".repeat(1_048_577), "X-Amz-Invocation-Type", "Event"),
                413,
                "RequestTooLargeException",
                "1048576 bytes");
        assertThat(events).isEmpty();
    }

    /// Source: Invoke, Errors, <https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors>
    @Test
    void aThrottleIsTooManyRequests() throws Exception {
        result = new InvocationResult.Throttled();

        var response = invoke("probe", "{}");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("TooManyRequestsException");
        assertThat(JSON.readTree(response.body()).path("Reason").asText())
                .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
    }

    @Test
    void aLoopIsARecursiveInvocation() throws Exception {
        result = new InvocationResult.Recursive();

        assertError(invoke("probe", "{}"), 400, "RecursiveInvocationException", "recursive loop");
    }

    @Test
    void anEmptyBodyIsAnEmptyObject() throws Exception {
        var _ = invoke("probe", "");

        assertThat(events).containsExactly("{}");
    }

    @Test
    void functionsAreListedAndDescribed() throws Exception {
        var listed = get("/2015-03-31/functions/");
        var function = get("/2015-03-31/functions/probe");
        var configuration = get("/2015-03-31/functions/probe/configuration");

        assertThat(listed.path("Functions").findValuesAsText("FunctionName")).containsExactly("mapped", "probe");
        assertThat(listed.path("Functions").path(1)).isEqualTo(configuration);
        assertThat(function.path("Configuration")).isEqualTo(configuration);
        assertThat(configuration.path("FunctionArn").asText())
                .isEqualTo("arn:aws:lambda:eu-central-1:123456789012:function:probe");
        assertThat(configuration.path("MemorySize").asInt()).isEqualTo(128);
        assertThat(configuration
                        .path("Environment")
                        .path("Variables")
                        .path("COLOUR")
                        .asText())
                .isEqualTo("green");
    }

    /// Source: ListEventSourceMappings,
    /// <https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html>
    @Test
    void concurrencyDestinationsRecursionAndMappingsAreDescribed() throws Exception {
        assertThat(get("/2019-09-30/functions/mapped/concurrency"))
                .isEqualTo(JSON.readTree("{\"ReservedConcurrentExecutions\":3}"));
        assertThat(get("/2019-09-30/functions/probe/concurrency")).isEmpty();
        assertThat(get("/2024-08-31/functions/probe/recursion-config"))
                .isEqualTo(JSON.readTree("{\"RecursiveLoop\":\"Terminate\"}"));
        var asynchronous = get("/2019-09-25/functions/mapped/event-invoke-config");
        assertThat(asynchronous.path("MaximumRetryAttempts").asInt()).isEqualTo(1);
        assertThat(asynchronous.path("MaximumEventAgeInSeconds").asInt()).isEqualTo(60);
        assertThat(asynchronous.at("/DestinationConfig/OnFailure/Destination").asText())
                .isEqualTo(QUEUE);

        var all = get("/2015-03-31/event-source-mappings/").path("EventSourceMappings");
        assertThat(all.findValuesAsText("EventSourceArn"))
                .containsExactly("arn:aws:dynamodb:eu-central-1:123456789012:table/Photos/stream/local", QUEUE);
        assertThat(all.path(0).path("MaximumRecordAgeInSeconds").asInt()).isEqualTo(-1);
        assertThat(all.path(0).at("/FilterCriteria/Filters/0/Pattern").asText()).isEqualTo("{\"a\":[1]}");
        assertThat(all.path(1).at("/ScalingConfig/MaximumConcurrency").asInt()).isEqualTo(5);
        assertThat(all.path(1).path("FunctionResponseTypes").path(0).asText()).isEqualTo("ReportBatchItemFailures");
        assertThat(get("/2015-03-31/event-source-mappings/?FunctionName=mapped").path("EventSourceMappings"))
                .isEqualTo(all);
        assertThat(get("/2015-03-31/event-source-mappings/?FunctionName=probe").path("EventSourceMappings"))
                .isEmpty();
        assertThat(get("/2015-03-31/event-source-mappings/?EventSourceArn=" + QUEUE)
                        .path("EventSourceMappings")
                        .findValuesAsText("EventSourceArn"))
                .containsExactly(QUEUE);
    }

    @Test
    void anOperationItDoesNotKnowIsRefusedByName() throws Exception {
        var response = client.send(
                HttpRequest.newBuilder(uri("/2015-03-31/functions/probe"))
                        .DELETE()
                        .build(),
                BodyHandlers.ofString());

        assertError(response, 404, "UnknownOperationException", "DELETE /2015-03-31/functions/probe");
    }

    private static void assertError(HttpResponse<String> response, int status, String code, String message)
            throws IOException {
        assertThat(response.statusCode()).as(code).isEqualTo(status);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains(code);
        var body = JSON.readTree(response.body());
        assertThat(body.path("Type").asText()).isEqualTo("User");
        assertThat(body.path("Message").asText()).contains(message);
    }

    private InvocationResult invoke(String function, byte[] event, InvocationContext context) {
        assertThat(function).isEqualTo("probe");
        events.add(new String(event, UTF_8));
        contexts.add(context);
        return result;
    }

    private String enqueue(String function, byte[] event, Optional<String> traceHeader) {
        events.add("queued " + new String(event, UTF_8));
        return "queued";
    }

    private HttpResponse<String> invoke(String function, String event, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/2015-03-31/functions/" + function + "/invocations"))
                .POST(BodyPublishers.ofString(event));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var response = client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private URI uri(String path) {
        return server.uri().resolve(path);
    }
}
