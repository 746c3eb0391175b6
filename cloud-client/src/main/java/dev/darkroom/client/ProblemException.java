package dev.darkroom.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.client.Views.Photo;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The API refused a request; carries its problem+json. Source: <https://www.rfc-editor.org/rfc/rfc9457>
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MAX_DIGITS = 9;

    private final int status;
    private final String type;
    private final String title;
    private final String requestId;
    private final ArrayList<String> errors;
    private final @Nullable Duration retryAfter;
    private final transient @Nullable Photo current;

    ProblemException(int status, String title, String detail, List<String> errors) {
        this(status, new Told("about:blank", title, detail, "", errors, null), null);
    }

    private ProblemException(int status, Told told, @Nullable Duration retryAfter) {
        super("%d %s: %s%s".formatted(status, told.title, told.detail, told.errors.isEmpty() ? "" : " " + told.errors));
        this.status = status;
        this.type = told.type;
        this.title = told.title;
        this.requestId = told.requestId;
        this.errors = new ArrayList<>(told.errors);
        this.retryAfter = retryAfter;
        this.current = told.current;
    }

    /// What the body says.
    private record Told(
            String type,
            String title,
            String detail,
            String requestId,
            List<String> errors,
            @Nullable Photo current) {}

    /// What an answer of status 400 or above says, whether it is problem+json or not.
    static ProblemException of(HttpResponse<byte[]> response) {
        Duration retryAfter = response.headers()
                .firstValue("retry-after")
                .filter(ProblemException::isSeconds)
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
        try {
            JsonNode problem = Api.JSON.readTree(response.body());
            List<String> errors = new ArrayList<>();
            problem.path("errors")
                    .forEach(error -> errors.add(error.path("field").asText() + ": "
                            + error.path("message").asText()));
            var told = new Told(
                    problem.path("type").asText("about:blank"),
                    problem.path("title").asText(problem.path("message").asText("")),
                    problem.path("detail").asText(""),
                    problem.path("requestId").asText(""),
                    errors,
                    problem.hasNonNull("current") ? Api.JSON.treeToValue(problem.get("current"), Photo.class) : null);
            return new ProblemException(response.statusCode(), told, retryAfter);
        } catch (IOException notJson) {
            var told = new Told("about:blank", "", "an answer that is not JSON", "", List.of(), null);
            return new ProblemException(response.statusCode(), told, retryAfter);
        }
    }

    /// The header's other form, a date, is none that this API sends.
    private static boolean isSeconds(String value) {
        return !value.isEmpty() && value.length() <= MAX_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// The kind of problem, for programs: `urn:problem-type:darkroom:…`, or `about:blank` where it is not the API's
    /// own.
    public String type() {
        return type;
    }

    /// The kind of problem, in words.
    public String title() {
        return title;
    }

    /// Finds the request in the function's log; empty where it did not get that far.
    public String requestId() {
        return requestId;
    }

    /// `field: message` of each field that is wrong.
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /// How long to wait before the same request may be taken (429).
    /// Source: <https://www.rfc-editor.org/rfc/rfc9110#name-retry-after>
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /// The photo as it is now, where an edit was meant for an earlier one (412).
    public Optional<Photo> current() {
        return Optional.ofNullable(current);
    }
}
