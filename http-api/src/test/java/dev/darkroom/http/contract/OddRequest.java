package dev.darkroom.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// A request that differs from a right one in one thing, and what must come of it: a 400 that names the field where
/// the contract does not allow the value, and neither a 400 nor a failure where it does.
///
/// @param in `body`, `query`, `header` or `path`
/// @param field as errors name it; empty for the body as a whole
/// @param body as sent; empty where there is none
public record OddRequest(
        String routeKey, String in, String field, String value, Optional<String> body, Expected expected) {
    /// What the contract says of it.
    public enum Expected {
        TAKEN,
        /// 400 with the field's name and what would be right.
        NAMED,
        /// 400 for JSON past the reader's bounds, which ends before fields are known.
        UNREADABLE,
        /// Of the right form, but no such cursor.
        TAKEN_OR_NAMED
    }

    /// Sends it and judges the answer.
    ///
    /// @param parameters right ones, of paths, by name
    /// @param headers that a right request has
    /// @throws AssertionError where the answer is not what it must be
    public void judge(ApiCall caller, Map<String, String> parameters, Map<String, String> headers) {
        String[] route = routeKey.split(" ", 2);
        String target = route[1];
        for (var parameter : parameters.entrySet()) {
            String given = in.equals("path") && field.equals(parameter.getKey()) ? value : parameter.getValue();
            target = target.replace("{" + parameter.getKey() + "}", encoded(given));
        }
        if (in.equals("query")) {
            target += "?" + field + "=" + encoded(value);
        }
        ApiCall call = caller;
        for (var header : headers.entrySet()) {
            call = call.with(header.getKey(), header.getValue());
        }
        call = in.equals("header") ? call.with(field, value) : call;
        judge(call.send(route[0], target, body));
    }

    private void judge(ApiAnswer answer) {
        boolean refused = answer.status() == 400 || answer.status() == 415;
        boolean right = answer.status() < 500
                && switch (expected) {
                    case TAKEN -> !refused;
                    case TAKEN_OR_NAMED -> !refused || names(answer);
                    case UNREADABLE -> refused && answer.at("/detail").contains("JSON");
                    case NAMED ->
                        in.equals("path")
                                ? answer.status() == 404
                                : refused
                                        && (field.isEmpty()
                                                ? answer.at("/detail").contains("JSON")
                                                : names(answer));
                };
        if (!right) {
            throw new AssertionError(this + "\nis answered\n" + answer.status() + " " + answer.body());
        }
    }

    /// Whether an error is about the field, what holds it or what it holds, and says what would be right.
    private boolean names(ApiAnswer answer) {
        return StreamSupport.stream(answer.json().path("errors").spliterator(), false)
                .filter(error -> !error.path("message").asText().isBlank())
                .map(error -> error.path("field"))
                .map(JsonNode::asText)
                .anyMatch(named -> field.startsWith(named) || named.startsWith(field));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        String shown = value.length() > 60 ? value.substring(0, 60) + "…" : value;
        return routeKey + " with " + in + " " + field + " = " + shown + ", expected to be " + expected;
    }
}
