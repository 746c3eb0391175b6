package dev.darkroom.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/// A refusal or a failure as the caller reads it, in `application/problem+json`.
/// Source: <https://www.rfc-editor.org/rfc/rfc9457>
///
/// @param requestId finds the invocation in the log
/// @param errors one a field; left out where no single field is to blame
@JsonPropertyOrder({"type", "title", "status", "detail", "requestId", "errors"})
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String requestId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {
    static Problem of(ProblemType type, String detail, String requestId, List<FieldError> errors) {
        return new Problem(type.uri(), type.title(), type.status(), detail, requestId, errors);
    }
}
