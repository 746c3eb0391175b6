package dev.darkroom.http.contract;

import java.util.Map;
import java.util.Optional;

/// One request and its answer, as a client has them.
///
/// @param path as sent, without the query
/// @param callerId who asked; empty for nobody that is known
/// @param headers of the answer, by lower-case name
/// @param body of the answer; empty for none
public record Exchange(
        String method, String path, Optional<String> callerId, int status, Map<String, String> headers, String body) {
    public Exchange {
        headers = Map.copyOf(headers);
    }

    /// The body's media type, without parameters; empty for none.
    String mediaType() {
        return headers.getOrDefault("content-type", "").split(";", 2)[0].strip();
    }

    @Override
    public String toString() {
        return method + " " + path + " " + status + " " + headers + "\n" + body;
    }
}
