package dev.darkroom.localcloud.faults;

import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import java.nio.charset.StandardCharsets;

/// Invokes functions with faults.
record FaultyInvoker(Faults faults, FunctionInvoker real) implements FunctionInvoker {
    private static final InvocationResult.Failed FAILED = new InvocationResult.Failed(
            "Unhandled",
            "{\"errorMessage\":\"failed on purpose\",\"errorType\":\"Fault\"}".getBytes(StandardCharsets.UTF_8),
            "");

    @Override
    public InvocationResult invoke(String functionName, byte[] event, InvocationContext context) {
        if (faults.of(Rule.LAMBDA, Rule.LAMBDA, () -> functionName).isPresent()) {
            return new InvocationResult.Throttled();
        }
        return switch (faults.fate(functionName, event, context.attempt())) {
            case ONCE, NOTIFIED_TWICE -> real.invoke(functionName, event, context);
            case TWICE -> {
                real.invoke(functionName, event, context);
                yield real.invoke(functionName, event, context);
            }
            case FAILS_BEFORE -> FAILED;
            case FAILS_AFTER ->
                real.invoke(functionName, event, context) instanceof InvocationResult.Throttled throttled
                        ? throttled
                        : FAILED;
        };
    }
}
