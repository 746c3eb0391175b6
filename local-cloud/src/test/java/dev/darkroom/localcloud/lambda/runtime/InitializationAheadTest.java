package dev.darkroom.localcloud.lambda.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.lambda.TestFunction;
import dev.darkroom.localcloud.lambda.functions.FailsToStart;
import dev.darkroom.localcloud.stack.FunctionResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Environments that start before there is an event for them.
/// Source: Understanding the Lambda execution environment lifecycle,
/// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>
final class InitializationAheadTest {
    @TempDir
    Path folder;

    @Test
    void theFirstEventMeetsTheEnvironmentThatWasStartedAhead() throws IOException {
        try (var host = host(TestFunction.probe("probe", TestFunction.zip(folder)))) {
            host.initializeAhead(List.of("probe"));
            Set<Long> started =
                    ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());

            var result = (InvocationResult.Returned) invoke(host, "{\"do\":\"process\"}");

            long pid = new ObjectMapper().readTree(result.payload()).path("pid").asLong();
            assertThat(started).contains(pid);
            // The time it took is told with the first event, as on Lambda.
            assertThat(result.logTail()).contains("Init Duration: ");
        }
    }

    @Test
    void aFunctionThatCannotStartTellsItsFirstEventWhy() {
        var broken = TestFunction.function(
                "probe", TestFunction.zip(folder), FailsToStart.class, Duration.ofSeconds(5), OptionalInt.empty());
        try (var host = host(broken)) {
            host.initializeAhead(List.of("probe"));

            var failed = (InvocationResult.Failed) invoke(host, "{}");

            assertThat(new String(failed.payload(), StandardCharsets.UTF_8)).contains("TABLE_NAME is missing");
        }
    }

    private LambdaHost host(FunctionResource function) {
        return LambdaHost.start(TestFunction.options(folder.resolve("data")), List.of(function));
    }

    private static InvocationResult invoke(LambdaHost host, String event) {
        return host.invoke("probe", event.getBytes(StandardCharsets.UTF_8), InvocationContext.first("request"));
    }
}
