package dev.darkroom.localcloud.lambda;

/// What came of one invocation.
public sealed interface InvocationResult {
    /// The function returned.
    ///
    /// @param payload its JSON
    /// @param logTail the last 4 KB it wrote
    record Returned(byte[] payload, String logTail) implements InvocationResult {}

    /// The function threw, ran out of time or memory, or its process ended.
    ///
    /// @param kind the `X-Amz-Function-Error`: `Unhandled` or `Handled`
    /// @param payload the error as JSON: errorMessage, errorType, stackTrace
    record Failed(String kind, byte[] payload, String logTail) implements InvocationResult {}

    /// No environment was to be had: the function's reserved concurrency is used up.
    record Throttled() implements InvocationResult {}

    /// The event has been through the function [TraceHeader#MAX_PASSES] times, so Lambda takes it for a loop and does
    /// not run it.
    record Recursive() implements InvocationResult {}
}
