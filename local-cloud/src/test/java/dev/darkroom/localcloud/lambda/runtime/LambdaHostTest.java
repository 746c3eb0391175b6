package dev.darkroom.localcloud.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.lambda.LambdaOptions;
import dev.darkroom.localcloud.lambda.TestFunction;
import dev.darkroom.localcloud.lambda.TraceHeader;
import dev.darkroom.localcloud.lambda.functions.FailsToStart;
import dev.darkroom.localcloud.lambda.functions.Probe;
import dev.darkroom.localcloud.stack.FunctionResource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Against real child JVMs.
final class LambdaHostTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path shared;

    @TempDir
    Path data;

    private static Path zip = Path.of("unset");

    private final List<LambdaHost> started = new ArrayList<>();

    @BeforeAll
    static void pack() {
        zip = TestFunction.zip(shared);
    }

    @AfterEach
    void closeHosts() {
        started.forEach(LambdaHost::close);
    }

    @Test
    void aFunctionsResultComesBackWithItsLog() throws IOException {
        var host = host(TestFunction.probe("probe", zip));

        var result =
                returned(host, "probe", "{\"do\":\"print\",\"lines\":\"2\"}", "11111111-2222-4333-8444-555555555555");

        assertThat(new String(result.payload(), UTF_8)).isEqualTo("2");
        assertThat(result.logTail()).matches("""
                        START RequestId: 11111111-2222-4333-8444-555555555555 Version: \\$LATEST
                        line 1
                        line 2
                        no line end
                        END RequestId: 11111111-2222-4333-8444-555555555555
                        REPORT RequestId: 11111111-2222-4333-8444-555555555555\tDuration: [0-9.]+ ms\tBilled Duration: \\d+ ms\
                        \tMemory Size: 128 MB(\tMax Memory Used: \\d+ MB)?\tInit Duration: [0-9.]+ ms\t
                        """);
        assertThat(Files.readString(host.logFile("probe"))).endsWith(result.logTail());
    }

    /// Source: Lambda function exceptions in Java,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/java-exceptions.html>
    @Test
    void whatAFunctionThrowsIsItsErrorBodyAndTheEnvironmentLivesOn() {
        var host = host(TestFunction.probe("probe", zip));

        var failed = failed(host, "probe", "{\"do\":\"throw\",\"message\":\"Grüße\"}");

        assertThat(failed.kind()).isEqualTo("Unhandled");
        var error = json(failed.payload());
        assertThat(error.path("errorMessage").asText()).isEqualTo("Grüße");
        assertThat(error.path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error.path("stackTrace").path(0).asText()).contains("Probe.handleRequest");
        assertThat(process(host, "probe").path("events").asInt()).isEqualTo(2);
    }

    /// Source: Configure Lambda function timeout,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html>
    @Test
    void aFunctionPastItsTimeoutIsKilledEvenWhileItSpins() {
        var host = host(TestFunction.function("slow", zip, Probe.class, Duration.ofSeconds(1), OptionalInt.empty()));
        long before = process(host, "slow").path("pid").asLong();

        var failed = failed(host, "slow", "{\"do\":\"spin\"}");

        assertThat(failed.logTail()).contains("\tDuration: 1000.00 ms\tBilled Duration: 1000 ms\t");

        var error = json(failed.payload());
        assertThat(error.path("errorType").asText()).isEqualTo("Sandbox.Timedout");
        assertThat(error.path("errorMessage").asText())
                .isEqualTo("RequestId: request Error: Task timed out after 1.00 seconds");
        assertThat(failed.logTail())
                .contains("spinning\n")
                .contains(" request Task timed out after 1.00 seconds\n")
                .contains("\tStatus: timeout\t");
        assertThat(ProcessHandle.of(before)).isEmpty();
        assertThat(process(host, "slow").path("pid").asLong()).isNotEqualTo(before);
    }

    /// Source: Understanding the Lambda execution environment lifecycle,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-shutdown>
    @Test
    void aFunctionThatEndsItsProcessFailsAtOnce() {
        var host = host(TestFunction.probe("probe", zip));

        var failed = failed(host, "probe", "{\"do\":\"exit\",\"status\":\"3\"}");
        var silent = failed(host, "probe", "{\"do\":\"exit\",\"status\":\"0\"}");

        var error = json(failed.payload());
        assertThat(error.path("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(error.path("errorMessage").asText())
                .isEqualTo("RequestId: request Error: Runtime exited with error: exit status 3");
        assertThat(failed.logTail()).contains("about to exit\n").contains("Error Type: Runtime.ExitError");
        assertThat(json(silent.payload()).path("errorMessage").asText())
                .isEqualTo("RequestId: request Error: Runtime exited without providing a reason");
        assertThat(process(host, "probe").path("events").asInt()).isEqualTo(1);
    }

    @Test
    void aKilledProcessFailsItsEventAndTheNextOneRunsElsewhere() {
        var host = host(TestFunction.probe("probe", zip));
        long pid = process(host, "probe").path("pid").asLong();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sleeping = CompletableFuture.supplyAsync(
                    () -> failed(host, "probe", "{\"do\":\"sleep\",\"millis\":\"9000\"}"), threads);
            await().until(() -> Files.readString(host.logFile("probe"))
                            .lines()
                            .filter(line -> line.startsWith("START"))
                            .count()
                    == 2);
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();

            assertThat(json(sleeping.join().payload()).path("errorMessage").asText())
                    .isEqualTo("RequestId: request Error: Runtime exited with error: signal: killed");
        }
        assertThat(process(host, "probe").path("pid").asLong()).isNotEqualTo(pid);
    }

    @Test
    void aProcessKilledWhileIdleIsReplacedUnnoticed() {
        var host = host(TestFunction.probe("probe", zip));
        long pid = process(host, "probe").path("pid").asLong();

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());

        assertThat(new String(
                        returned(host, "probe", "{\"still\":\"there\"}", "request")
                                .payload(),
                        UTF_8))
                .isEqualTo("{\"still\":\"there\"}");
    }

    /// Source: Understanding the Lambda execution environment lifecycle, Init phase,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib>
    @Test
    void aFunctionThatCannotBeMadeReportsWhy() {
        var host = host(
                TestFunction.function("broken", zip, FailsToStart.class, Duration.ofSeconds(5), OptionalInt.empty()),
                TestFunction.function("missing", zip, String.class, Duration.ofSeconds(5), OptionalInt.empty()));

        var broken = failed(host, "broken", "{}");
        var missing = failed(host, "missing", "{}");

        assertThat(json(broken.payload()).path("errorMessage").asText()).contains("TABLE_NAME is missing");
        assertThat(broken.logTail()).contains("FailsToStart").contains("REPORT RequestId: request\t");
        assertThat(json(missing.payload()).path("errorMessage").asText()).isNotEmpty();
    }

    @Test
    void aFunctionUnderTheDebuggerListensAtOnceAndHasNoTimeout() throws IOException {
        int port = freePort();
        var host = host(
                options -> options.withDebugPorts(Map.of("probe", port)),
                TestFunction.function("probe", zip, Probe.class, Duration.ofSeconds(1), OptionalInt.empty()));

        await().until(() -> speaksJdwp(port));
        var first = CompletableFuture.supplyAsync(() -> process(host, "probe"));
        var result = returned(host, "probe", "{\"do\":\"sleep\",\"millis\":\"1200\"}", "request");

        assertThat(new String(result.payload(), UTF_8)).isEqualTo("\"slept\"");
        assertThat(first.join().path("pid")).isEqualTo(process(host, "probe").path("pid"));
    }

    @Test
    void cachedThingsThatNobodyUsesAreClearedAway() throws IOException {
        var packages = Files.createDirectories(data.resolve("cache/packages"));
        var stale = Files.createDirectories(packages.resolve("stale/lib"));
        Files.setLastModifiedTime(
                packages.resolve("stale"), FileTime.from(Instant.now().minus(Duration.ofDays(4))));
        var recent = Files.createDirectories(packages.resolve("recent"));

        host(this::withCacheOfItsOwn, TestFunction.probe("probe", zip));

        assertThat(stale).doesNotExist();
        assertThat(recent).exists();
    }

    /// Source: Defined runtime environment variables,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime>
    @Test
    void theEnvironmentIsLambdasAndNothingOfTheHosts() {
        var host =
                host(options -> options.withVariables(Map.of("EVERYWHERE", "yes")), TestFunction.probe("probe", zip));

        var environment = json(
                returned(host, "probe", "{\"do\":\"environment\"}", "request").payload());

        assertThat(environment.path("COLOUR").asText()).isEqualTo("green");
        assertThat(environment.path("EVERYWHERE").asText()).isEqualTo("yes");
        assertThat(environment.path("AWS_ENDPOINT_URL").asText()).isEqualTo("http://127.0.0.1:4566");
        assertThat(environment.path("AWS_ACCESS_KEY_ID").asText()).isEqualTo("AKIAprobe");
        assertThat(environment.path("AWS_REGION").asText()).isEqualTo("eu-central-1");
        assertThat(environment.path("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").asText()).isEqualTo("128");
        assertThat(environment.path("AWS_LAMBDA_LOG_GROUP_NAME").asText()).isEqualTo("/aws/lambda/probe");
        assertThat(environment.path("_HANDLER").asText()).isEqualTo(Probe.class.getName() + "::handleRequest");
        assertThat(environment.path("TZ").asText()).isEqualTo(":UTC");
        assertThat(environment.has("HOME")).isFalse();
    }

    @Test
    void theContextIsTheCallers() {
        var host = host(TestFunction.probe("probe", zip));
        var context = new InvocationContext(
                "the-request",
                Optional.of("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"),
                Optional.of("{\"custom\":{\"k\":\"v\"}}"),
                1);

        var seen =
                json(((InvocationResult.Returned) host.invoke("probe", "{\"do\":\"context\"}".getBytes(UTF_8), context))
                        .payload());

        assertThat(seen.path("requestId").asText()).isEqualTo("the-request");
        assertThat(seen.path("arn").asText()).isEqualTo("arn:aws:lambda:eu-central-1:123456789012:function:probe");
        assertThat(seen.path("trace").asText())
                .matches("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1;Lineage=[0-9a-f]{8}:1");
        assertThat(seen.path("custom").path("k").asText()).isEqualTo("v");
        assertThat(seen.path("remainingMillis").asInt()).isBetween(1, 10_000);
    }

    /// Source: Understanding the Lambda execution environment lifecycle,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>
    @Test
    void anEnvironmentIsUsedAgainAndHasMemoryAndTemporaryFilesOfItsOwn() {
        var host = host(TestFunction.probe("probe", zip));

        var first = process(host, "probe");
        var second = process(host, "probe");

        assertThat(second.path("pid")).isEqualTo(first.path("pid"));
        assertThat(second.path("events").asInt()).isEqualTo(2);
        assertThat(first.path("maxHeapBytes").asLong()).isBetween(90L << 20, 128L << 20);
        assertThat(Path.of(first.path("temporary").asText())).startsWith(data).isDirectory();
    }

    @Test
    void eventsAtOnceGetEnvironmentsOfTheirOwnUpToTheAccountsLimit() {
        var host = host(options -> options.withAccountConcurrency(2), TestFunction.probe("probe", zip));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<CompletableFuture<JsonNode>>();
            for (int i = 0; i < 6; i++) {
                running.add(CompletableFuture.supplyAsync(
                        () -> {
                            var _ = returned(host, "probe", "{\"do\":\"sleep\",\"millis\":\"200\"}", "request");
                            return process(host, "probe");
                        },
                        threads));
            }
            assertThat(running.stream()
                            .map(process -> process.join().path("pid").asLong())
                            .distinct())
                    .hasSize(2);
        }
    }

    /// Source: Configuring reserved concurrency for a function,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html>
    @Test
    void reservedConcurrencyThrottlesWhatExceedsIt() {
        var host = host(
                TestFunction.function("one", zip, Probe.class, Duration.ofSeconds(10), OptionalInt.of(1)),
                TestFunction.function("none", zip, Probe.class, Duration.ofSeconds(10), OptionalInt.of(0)));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = CompletableFuture.supplyAsync(
                    () -> returned(host, "one", "{\"do\":\"sleep\",\"millis\":\"1500\"}", "request"), threads);
            await().until(() -> Files.readString(host.logFile("one")).startsWith("START"));

            assertThat(invoke(host, "one", "{}", "request")).isEqualTo(new InvocationResult.Throttled());
            assertThat(new String(running.join().payload(), UTF_8)).isEqualTo("\"slept\"");
        }
        assertThat(invoke(host, "none", "{}", "request")).isEqualTo(new InvocationResult.Throttled());
    }

    @Test
    void idleEnvironmentsEnd() {
        var host = host(options -> options.withIdleTimeout(Duration.ofMillis(100)), TestFunction.probe("probe", zip));
        var process = process(host, "probe");

        await().until(() -> ProcessHandle.of(process.path("pid").asLong()).isEmpty());
        await().until(() -> !Files.exists(Path.of(process.path("temporary").asText())));
        assertThat(process(host, "probe").path("events").asInt()).isEqualTo(1);
    }

    @Test
    void theNextProcessOfAZipStartsFromItsClassArchive() throws IOException {
        var first = host(this::withCacheOfItsOwn, TestFunction.probe("probe", zip));
        assertThat(arguments(first)).anyMatch(argument -> argument.startsWith("-XX:ArchiveClassesAtExit="));
        first.close();
        try (var archives = Files.list(data.resolve("cache/archives"))) {
            assertThat(archives)
                    .singleElement()
                    .matches(archive -> archive.toString().endsWith(".jsa"));
        }

        assertThat(arguments(host(this::withCacheOfItsOwn, TestFunction.probe("probe", zip))))
                .anyMatch(argument -> argument.startsWith("-XX:SharedArchiveFile="));
    }

    @Test
    void aDamagedClassArchiveDoesNotKeepAFunctionFromStarting() throws IOException {
        var first = host(this::withCacheOfItsOwn, TestFunction.probe("probe", zip));
        var _ = process(first, "probe");
        first.close();
        try (var archives = Files.list(data.resolve("cache/archives"))) {
            for (Path archive : archives.toList()) {
                Files.write(archive, new byte[] {1, 2, 3});
            }
        }

        assertThat(process(host(this::withCacheOfItsOwn, TestFunction.probe("probe", zip)), "probe")
                        .path("events")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aZipOfLooseClassesRunsToo() {
        var host = host(TestFunction.probe("loose", TestFunction.zipOfClasses(shared)));

        assertThat(process(host, "loose").path("events").asInt()).isEqualTo(1);
    }

    /// Source: Lambda quotas,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
    @Test
    void payloadsAreLimitedAsOnLambda() {
        var host = host(TestFunction.function("probe", zip, Probe.class, Duration.ofSeconds(20), OptionalInt.empty()));

        var large = returned(host, "probe", "{\"do\":\"large\",\"bytes\":\"6000000\"}", "request");
        var tooLarge = failed(host, "probe", "{\"do\":\"large\",\"bytes\":\"6300000\"}");

        assertThat(large.payload()).hasSize(6_000_002);
        assertThat(json(tooLarge.payload()).path("errorType").asText()).isEqualTo("Function.ResponseSizeTooLarge");
        assertThatThrownBy(() -> host.invoke("probe", new byte[6_291_457], InvocationContext.first("request")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Source: Configure Lambda function memory,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html>
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aProcessThatTakesMoreMemoryThanItsFunctionHasIsKilled() {
        var host = host(TestFunction.probe("probe", zip));
        var before = process(host, "probe");

        var killed = failed(host, "probe", "{\"do\":\"take\",\"megabytes\":\"120\"}");

        assertThat(json(killed.payload()).path("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(json(killed.payload()).path("errorMessage").asText())
                .isEqualTo("RequestId: request Error: Runtime exited with error: signal: killed");
        assertThat(killed.logTail())
                .contains("\tMemory Size: 128 MB\tMax Memory Used: 128 MB")
                .contains("\tStatus: error\tError Type: Runtime.ExitError\t");
        assertThat(process(host, "probe").path("pid")).isNotEqualTo(before.path("pid"));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void memoryThatIsOnlyForAMomentTooMuchCountsToo() {
        var host = host(TestFunction.probe("probe", zip));

        var killed = failed(host, "probe", "{\"do\":\"take\",\"megabytes\":\"120\",\"millis\":\"0\"}");

        assertThat(json(killed.payload()).path("errorMessage").asText()).endsWith("signal: killed");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theReportSaysHowMuchMemoryWasResident() {
        var host = host(TestFunction.probe("probe", zip));

        var small = maxMemoryMegabytes(returned(host, "probe", "{}", "request"));
        var more = maxMemoryMegabytes(returned(host, "probe", "{\"do\":\"take\",\"megabytes\":\"30\"}", "request"));

        assertThat(more - small).isBetween(20, 60);
    }

    /// Source: Understanding the Lambda execution environment lifecycle,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>
    @Test
    void aFunctionOutOfHeapReportsItAndItsEnvironmentEnds() {
        var host = host(TestFunction.probe("probe", zip));
        var before = process(host, "probe");

        var failed = failed(host, "probe", "{\"do\":\"heap\"}");

        assertThat(json(failed.payload()).path("errorType").asText()).isEqualTo("java.lang.OutOfMemoryError");
        assertThat(process(host, "probe").path("pid")).isNotEqualTo(before.path("pid"));
    }

    @Test
    void temporaryFilesAndStaticStateStayForTheNextEventOfAnEnvironment() {
        var host = host(TestFunction.probe("probe", zip));

        assertThat(text(returned(host, "probe", "{\"do\":\"keep\",\"what\":\"one\"}", "request")))
                .isEqualTo("[\"one\"]");
        assertThat(text(returned(host, "probe", "{\"do\":\"keep\",\"what\":\"two\"}", "request")))
                .isEqualTo("[\"one\",\"two\"]");
        var _ = failed(host, "probe", "{\"do\":\"exit\",\"status\":\"1\"}");
        assertThat(text(returned(host, "probe", "{\"do\":\"keep\",\"what\":\"three\"}", "request")))
                .isEqualTo("[\"three\"]");
    }

    /// Source: Use Lambda recursive loop detection to prevent infinite loops,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>
    @Test
    void anEventThatHasBeenThroughTheFunctionSixteenTimesIsNotRunAndTheLogSaysSo() throws IOException {
        var host = host(TestFunction.probe("probe", zip));
        var trace = TraceHeader.of(Optional.empty());
        for (int run = 1; run < TraceHeader.MAX_PASSES; run++) {
            trace = trace.through("probe");
        }

        var last = (InvocationResult.Returned) invoke(host, trace);
        var next = TraceHeader.of(Optional.of(json(last.payload()).path("trace").asText()));

        assertThat(invoke(host, next)).isEqualTo(new InvocationResult.Recursive());
        assertThat(Files.readString(host.logFile("probe"))).contains("RequestId: request Recursive loop");
    }

    private static InvocationResult invoke(LambdaHost host, TraceHeader trace) {
        return host.invoke(
                "probe",
                "{\"do\":\"context\"}".getBytes(UTF_8),
                InvocationContext.first("request").withTraceHeader(trace.text()));
    }

    private static String text(InvocationResult.Returned returned) {
        return new String(returned.payload(), UTF_8);
    }

    private static int maxMemoryMegabytes(InvocationResult.Returned returned) {
        var used = Pattern.compile("\tMax Memory Used: (\\d+) MB").matcher(returned.logTail());
        assertThat(used.find()).as(returned.logTail()).isTrue();
        return Integer.parseInt(used.group(1));
    }

    @Test
    void anUnknownFunctionIsAnException() {
        var host = host();

        assertThatThrownBy(() -> invoke(host, "nobody", "{}", "request")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void closingEndsProcessesAndWhatTheyWereDoing() {
        var host = host(TestFunction.probe("probe", zip));
        long pid = process(host, "probe").path("pid").asLong();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = CompletableFuture.supplyAsync(
                    () -> invoke(host, "probe", "{\"do\":\"sleep\",\"millis\":\"9000\"}", "request"), threads);
            await().until(() -> Files.readString(host.logFile("probe"))
                            .lines()
                            .filter(line -> line.startsWith("START"))
                            .count()
                    == 2);
            host.close();

            assertThatThrownBy(running::join).hasCauseInstanceOf(ServiceClosedException.class);
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean speaksJdwp(int port) {
        byte[] handshake = "JDWP-Handshake".getBytes(UTF_8);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(handshake);
            return Arrays.equals(socket.getInputStream().readNBytes(handshake.length), handshake);
        } catch (IOException e) {
            return false;
        }
    }

    private LambdaHost host(FunctionResource... functions) {
        return host(UnaryOperator.identity(), functions);
    }

    private LambdaHost host(UnaryOperator<LambdaOptions> change, FunctionResource... functions) {
        var host = LambdaHost.start(
                change.apply(TestFunction.options(data).withCacheFolder(shared.resolve("cache"))), List.of(functions));
        started.add(host);
        return host;
    }

    private LambdaOptions withCacheOfItsOwn(LambdaOptions options) {
        return options.withCacheFolder(data.resolve("cache"));
    }

    private static InvocationResult invoke(LambdaHost host, String function, String event, String requestId) {
        return host.invoke(function, event.getBytes(UTF_8), InvocationContext.first(requestId));
    }

    private static InvocationResult.Returned returned(
            LambdaHost host, String function, String event, String requestId) {
        var result = invoke(host, function, event, requestId);
        if (result instanceof InvocationResult.Failed failed) {
            throw new AssertionError(new String(failed.payload(), UTF_8) + "\n" + failed.logTail());
        }
        return (InvocationResult.Returned) result;
    }

    private static InvocationResult.Failed failed(LambdaHost host, String function, String event) {
        return (InvocationResult.Failed) invoke(host, function, event, "request");
    }

    private static JsonNode process(LambdaHost host, String function) {
        return json(returned(host, function, "{\"do\":\"process\"}", "request").payload());
    }

    private static List<String> arguments(LambdaHost host) {
        var arguments = new ArrayList<String>();
        process(host, "probe").path("arguments").forEach(argument -> arguments.add(argument.asText()));
        return arguments;
    }

    private static JsonNode json(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (IOException e) {
            throw new AssertionError(new String(payload, UTF_8), e);
        }
    }
}
