package dev.darkroom.http;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a route answers.
///
/// @param headers by lower-case name
public record Answer(int status, Map<String, String> headers, Optional<String> body) {
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");
    private static final Map<String, String> PROBLEM = Map.of("content-type", "application/problem+json");

    public Answer {
        headers = Map.copyOf(headers);
    }

    /// An answer with a JSON body.
    ///
    /// @param value a record; instants become RFC 3339 with milliseconds
    public static Answer json(int status, Object value) {
        return new Answer(status, JSON, Optional.of(Json.write(value)));
    }

    public static Answer noContent() {
        return new Answer(204, Map.of(), Optional.empty());
    }

    /// What the caller holds already is still right.
    public static Answer notModified() {
        return new Answer(304, Map.of(), Optional.empty());
    }

    static Answer problem(Problem problem) {
        return new Answer(problem.status(), PROBLEM, Optional.of(Json.write(problem)));
    }

    /// The same answer with one more header, or another value for one it has.
    ///
    /// @param name in lower case
    public Answer with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    public Answer with(EntityTag tag) {
        return with("etag", tag.toString());
    }
}
