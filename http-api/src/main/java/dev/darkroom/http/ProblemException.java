package dev.darkroom.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ends a request with a problem. Thrown where a request is read or a route decides to refuse it; never logged, since
/// the caller is told everything.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ProblemType type;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;
    private final transient Optional<Object> current;

    /// A refusal for which no single field is to blame.
    ///
    /// @param detail one or two sentences for the caller: what happened and what to do
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    public ProblemException(ProblemType type, String detail, List<FieldError> errors) {
        this(type, detail, errors, Map.of(), Optional.empty());
    }

    private ProblemException(
            ProblemType type,
            String detail,
            List<FieldError> errors,
            Map<String, String> headers,
            Optional<Object> current) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
        this.current = current;
    }

    /// A request that may be sent again after a while.
    ///
    /// @param wait rounded up to whole seconds, at least one, in the header `retry-after`
    public static ProblemException retryAfter(ProblemType type, String detail, Duration wait) {
        long seconds = Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
        return new ProblemException(
                type, detail, List.of(), Map.of("retry-after", Long.toString(seconds)), Optional.empty());
    }

    /// One write too many of a user.
    ///
    /// @param wait as in [#retryAfter]
    public static ProblemException tooManyRequests(Duration wait) {
        return retryAfter(
                ProblemType.TOO_MANY_REQUESTS,
                "You have changed very much within a minute. Try again in a while, as 'retry-after' says.",
                wait);
    }

    /// An idempotency key that stands for another request.
    public static ProblemException idempotencyKeyReused() {
        return new ProblemException(
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                "Within 24 hours the same 'idempotency-key' must come with the same method, path and body. "
                        + "Choose another key for another request.");
    }

    /// A change to a version that is no longer the current one.
    ///
    /// @param tag of the current version
    /// @param current the thing as it is now, a record that is written as JSON
    public static ProblemException changedMeanwhile(EntityTag tag, Object current) {
        return new ProblemException(
                ProblemType.CHANGED_MEANWHILE,
                "What is there now comes with this answer; look at it, and send the change again with its etag.",
                List.of(),
                Map.of("etag", tag.toString()),
                Optional.of(current));
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

    Answer answer(String requestId) {
        Answer answer = Answer.problem(Problem.of(type, String.valueOf(getMessage()), requestId, errors, current));
        for (var header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }
}
