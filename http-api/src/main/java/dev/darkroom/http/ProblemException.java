package dev.darkroom.http;

import java.util.List;

/// Ends a request with a problem. Thrown where a request is read or a route decides to refuse it; never logged, since
/// the caller is told everything.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ProblemType type;
    private final transient List<FieldError> errors;

    /// A refusal for which no single field is to blame.
    ///
    /// @param detail one or two sentences for the caller: what happened and what to do
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    public ProblemException(ProblemType type, String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
    }

    /// A request in which one thing is wrong.
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /// @param errors 1 or more
    static ProblemException invalid(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        String more = errors.size() == 1 ? "." : ", and " + (errors.size() - 1) + " more.";
        return new ProblemException(
                ProblemType.INVALID_REQUEST, "'" + first.field() + "' " + first.message() + more, errors);
    }

    public ProblemType type() {
        return type;
    }

    public List<FieldError> errors() {
        return errors;
    }

    Problem forRequest(String requestId) {
        return Problem.of(type, String.valueOf(getMessage()), requestId, errors);
    }
}
