package dev.darkroom.localcloud.lambda;

import java.util.Optional;

/// What travels beside an event.
///
/// @param requestId the id the function sees; a retry of the same asynchronous event keeps it
/// @param traceHeader `X-Amzn-Trace-Id`
/// @param clientContext the `X-Amz-Client-Context` of the caller, decoded
/// @param attempt 1 for the first delivery
public record InvocationContext(
        String requestId, Optional<String> traceHeader, Optional<String> clientContext, int attempt) {
    /// The same with another trace.
    public InvocationContext withTraceHeader(Optional<String> header) {
        return new InvocationContext(requestId, header, clientContext, attempt);
    }

    /// A first delivery without trace or client context.
    public static InvocationContext first(String requestId) {
        return new InvocationContext(requestId, Optional.empty(), Optional.empty(), 1);
    }
}
