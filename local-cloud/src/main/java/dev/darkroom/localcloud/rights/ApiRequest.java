package dev.darkroom.localcloud.rights;

import org.jspecify.annotations.Nullable;

/// A request to a service, as far as the rights that it needs depend on it.
///
/// @param path as it was sent
/// @param query as it was sent; empty where there is none
public record ApiRequest(String method, String path, String query, Headers headers, byte[] body) {
    /// Headers by name, in any case.
    @FunctionalInterface
    public interface Headers {
        @Nullable
        String get(String name);
    }

    /// The operation that a JSON protocol names, without its service; empty where there is none.
    String target() {
        String target = headers.get("X-Amz-Target");
        return target == null ? "" : target.substring(target.indexOf('.') + 1);
    }
}
