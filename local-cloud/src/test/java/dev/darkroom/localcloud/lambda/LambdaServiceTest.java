package dev.darkroom.localcloud.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.lambda.functions.Probe;
import dev.darkroom.localcloud.stack.AsynchronousInvocation;
import dev.darkroom.localcloud.stack.FunctionResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole service, with real child JVMs.
final class LambdaServiceTest {
    private static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:failures";

    @TempDir
    Path folder;

    private final List<String> failures = new CopyOnWriteArrayList<>();

    @Test
    void anAsynchronousEventIsRetriedAndInTheEndSentToItsDestination() {
        try (var service = start(Duration.ofSeconds(10))) {
            service.enqueue("probe", "{\"do\":\"throw\",\"message\":\"no\"}".getBytes(UTF_8), Optional.empty());

            await().until(() -> service.pending() == 0);
        }
        assertThat(failures)
                .singleElement()
                .asString()
                .contains("\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":3")
                .contains("\"errorMessage\":\"no\",\"errorType\":\"java.lang.IllegalStateException\"");
    }

    @Test
    void anEventCutOffByTheEndOfTheServiceRunsInTheNextOne() throws IOException {
        String requestId;
        try (var service = start(Duration.ofSeconds(60))) {
            requestId = service.enqueue(
                    "probe", "{\"do\":\"sleep\",\"millis\":\"3000\"}".getBytes(UTF_8), Optional.empty());
            await().until(() -> starts(service).size() == 1);
        }

        try (var service = start(Duration.ofSeconds(60))) {
            assertThat(service.pending()).isOne();
            await().until(() -> service.pending() == 0);

            assertThat(starts(service)).hasSize(2).allMatch(line -> line.contains(requestId));
        }
        assertThat(failures).isEmpty();
    }

    private static List<String> starts(LambdaService service) throws IOException {
        try (var lines = Files.lines(service.logFile("probe"))) {
            return lines.filter(line -> line.startsWith("START")).toList();
        }
    }

    private LambdaService start(Duration timeout) {
        var options = TestFunction.options(folder);
        var sending = new LambdaOptions(
                options.dataFolder(),
                options.cacheFolder(),
                options.region(),
                options.endpoint(),
                options.credentials(),
                (queue, body, attributes) -> failures.add(body),
                new TimeScale(1000),
                options.accountConcurrency(),
                options.idleTimeout(),
                Map.of(),
                Map.of());
        return LambdaService.start(sending, List.of(function(timeout)));
    }

    private FunctionResource function(Duration timeout) {
        return TestFunction.function(
                "probe",
                TestFunction.zip(folder),
                Probe.class,
                timeout,
                OptionalInt.empty(),
                new AsynchronousInvocation(2, Duration.ofHours(6), Optional.of(QUEUE), Optional.empty()));
    }
}
