package dev.darkroom.localstack;

import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/// LocalStack's functions, for the front door to call.
final class LocalStackFunctions implements FunctionInvoker {
    private final LambdaClient lambda;
    private final UnaryOperator<String> physicalName;

    /// @param physicalName from a function's name in the template as the local cloud reads it, to LocalStack's
    LocalStackFunctions(LambdaClient lambda, UnaryOperator<String> physicalName) {
        this.lambda = lambda;
        this.physicalName = physicalName;
    }

    /// The request id is LocalStack's own, not the context's.
    @Override
    public InvocationResult invoke(String functionName, byte[] event, InvocationContext context) {
        try {
            return result(lambda.invoke(request -> {
                request.functionName(physicalName.apply(functionName))
                        .payload(SdkBytes.fromByteArray(event))
                        .logType(LogType.TAIL);
                context.clientContext()
                        .ifPresent(client -> request.clientContext(
                                Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8))));
                context.traceHeader()
                        .ifPresent(trace -> request.overrideConfiguration(
                                override -> override.putHeader("X-Amzn-Trace-Id", trace)));
            }));
        } catch (TooManyRequestsException throttled) {
            return new InvocationResult.Throttled();
        } catch (ResourceNotFoundException missing) {
            throw new NoSuchElementException("LocalStack has no function for " + functionName, missing);
        }
    }

    private static InvocationResult result(InvokeResponse response) {
        String logTail = response.logResult() == null
                ? ""
                : new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
        byte[] payload =
                response.payload() == null ? new byte[0] : response.payload().asByteArray();
        return response.functionError() == null
                ? new InvocationResult.Returned(payload, logTail)
                : new InvocationResult.Failed(response.functionError(), payload, logTail);
    }
}
