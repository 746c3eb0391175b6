package dev.darkroom.http;

/// Every kind of refusal the API knows. Clients tell them apart by [#uri], people by the title.
/// Source: <https://www.rfc-editor.org/rfc/rfc9457>
public enum ProblemType {
    INVALID_REQUEST(400, "invalid-request", "The request is not valid"),
    UNAUTHENTICATED(401, "unauthenticated", "An access token is needed"),
    NOT_FOUND(404, "not-found", "Not found"),
    ALREADY_UPLOADED(409, "already-uploaded", "The photo has been uploaded already"),
    HANDLE_TAKEN(409, "handle-taken", "The handle belongs to somebody else"),
    TOO_MANY_FRIENDS(409, "too-many-friends", "There are too many friends"),
    BLOCKED_BY_YOU(409, "blocked-by-you", "You have blocked this user"),
    NOT_READY(409, "not-ready", "The photo is not there yet"),
    CHANGED_MEANWHILE(412, "changed-meanwhile", "The photo has changed meanwhile"),
    BODY_TOO_LARGE(413, "body-too-large", "The request's body is too large"),
    UNSUPPORTED_IMAGE_TYPE(415, "unsupported-image-type", "This type of image is not accepted"),
    IDEMPOTENCY_KEY_REUSED(422, "idempotency-key-reused", "The idempotency key belongs to another request"),
    IF_MATCH_REQUIRED(428, "if-match-required", "The request must say which version it changes"),
    TOO_MANY_REQUESTS(429, "too-many-requests", "There are too many requests"),
    TOO_MANY_PENDING(429, "too-many-pending", "Too many photos are announced and not uploaded"),
    INTERNAL(500, "internal", "Something went wrong here");

    private static final String PREFIX = "urn:problem-type:darkroom:";

    private final int status;
    private final String name;
    private final String title;

    ProblemType(int status, String name, String title) {
        this.status = status;
        this.name = name;
        this.title = title;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// What clients compare: `urn:problem-type:darkroom:…`. It never changes.
    public String uri() {
        return PREFIX + name;
    }

    public String title() {
        return title;
    }
}
