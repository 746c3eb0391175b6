package dev.darkroom.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A refusal or a failure as the caller reads it, in `application/problem+json`.
/// Source: <https://www.rfc-editor.org/rfc/rfc9457>
///
/// @param requestId finds the invocation in the log
/// @param errors one a field; left out where no single field is to blame
/// @param current the thing as it is now, where somebody else has changed it
@JsonPropertyOrder({"type", "title", "status", "detail", "requestId", "errors", "current"})
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String requestId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object current) {
    static Problem of(
            ProblemType type, String detail, String requestId, List<FieldError> errors, Optional<Object> current) {
        return new Problem(type.uri(), type.title(), type.status(), detail, requestId, errors, current.orElse(null));
    }
}
