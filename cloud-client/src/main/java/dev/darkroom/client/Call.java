package dev.darkroom.client;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One request to the API.
///
/// @param path with its query
/// @param signedIn whether it carries the user's token
record Call(String method, String path, Optional<Object> body, Map<String, String> headers, boolean signedIn) {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    Call {
        headers = Map.copyOf(headers);
    }

    static Call of(String method, String path) {
        return new Call(method, path, Optional.empty(), Map.of(), true);
    }

    Call with(Object json) {
        return new Call(method, path, Optional.of(json), headers, signedIn);
    }

    Call header(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Call(method, path, body, more, signedIn);
    }

    Call idempotencyKey(String key) {
        return header(IDEMPOTENCY_KEY, key);
    }

    Call withoutToken() {
        return new Call(method, path, body, headers, false);
    }

    /// Whether sending it twice does what sending it once does, also where the first answer was lost.
    boolean isRepeatable() {
        return headers.containsKey(IDEMPOTENCY_KEY);
    }
}
