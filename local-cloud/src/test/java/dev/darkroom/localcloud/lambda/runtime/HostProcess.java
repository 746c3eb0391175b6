package dev.darkroom.localcloud.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.lambda.TestFunction;
import java.nio.file.Path;
import java.util.List;

/// A host in a process of its own, for a test to kill: prints what one idle environment and one that spins say of
/// themselves.
final class HostProcess {
    private HostProcess() {}

    /// Runs until it is killed.
    ///
    /// @param arguments the data folder
    public static void main(String... arguments) {
        var data = Path.of(arguments[0]);
        var zip = TestFunction.zip(data);
        var host = LambdaHost.start(
                TestFunction.options(data), List.of(TestFunction.probe("idle", zip), TestFunction.probe("busy", zip)));
        for (var function : List.of("idle", "busy")) {
            var result = host.invoke(function, "{\"do\":\"process\"}".getBytes(UTF_8), InvocationContext.first("r"));
            System.out.println(new String(((InvocationResult.Returned) result).payload(), UTF_8));
        }
        host.invoke("busy", "{\"do\":\"spin\"}".getBytes(UTF_8), InvocationContext.first("r"));
    }
}
