package dev.darkroom.localcloud.endpoint;

/// Learns what a backend has answered, before the caller does.
@FunctionalInterface
public interface ForwardObserver {
    /// Nobody wants to know.
    ForwardObserver NONE = (target, body) -> {};

    /// The backend has answered a request, whatever it answered. To return soon: the caller waits.
    ///
    /// @param target the request's `X-Amz-Target`; empty where it has none
    /// @param body the request's
    void answered(String target, byte[] body);
}
