package dev.darkroom.localcloud.lambda;

import java.util.Optional;

/// Lambda's asynchronous invocation: an event is queued, retried, and in the end delivered or sent to where failures
/// go.
public interface AsynchronousInvoker {
    /// Queues one event. When this returns the event survives the death of any process.
    ///
    /// @return the request id under which the function will see it, in every attempt
    /// @throws java.util.NoSuchElementException where there is no such function
    String enqueue(String functionName, byte[] event, Optional<String> traceHeader);
}
