package dev.darkroom.localcloud.lambda;

/// Invokes functions and waits for their answer, as Lambda's `Invoke` with `RequestResponse` does.
public interface FunctionInvoker {
    /// Runs one event to its end. Blocks for a free execution environment while the account's concurrency is used up
    /// by others, and for the function's own time; call it from a virtual thread.
    ///
    /// @param functionName the physical name
    /// @param event JSON
    /// @return what came of it; a throttle is a result, not an exception
    /// @throws java.util.NoSuchElementException where there is no such function
    /// @throws IllegalStateException where the service is closed meanwhile, the work perhaps done
    InvocationResult invoke(String functionName, byte[] event, InvocationContext context);
}
