package dev.darkroom.client;

import java.util.ArrayList;
import java.util.List;

/// The API refused a request; carries its problem+json. Source: <https://www.rfc-editor.org/rfc/rfc9457>
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final String title;
    private final String requestId;
    private final ArrayList<String> errors;

    ProblemException(int status, String title, String detail, List<String> errors) {
        this(status, "about:blank", title, detail, "", errors);
    }

    ProblemException(int status, String type, String title, String detail, String requestId, List<String> errors) {
        super("%d %s: %s%s".formatted(status, title, detail, errors.isEmpty() ? "" : " " + errors));
        this.status = status;
        this.type = type;
        this.title = title;
        this.requestId = requestId;
        this.errors = new ArrayList<>(errors);
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
}
