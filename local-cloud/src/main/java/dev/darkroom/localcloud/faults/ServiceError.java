package dev.darkroom.localcloud.faults;

/// What a service answers instead of doing what it was asked for.
///
/// @param status the HTTP status; for DynamoDB, which has no 403, 400 stands in its place
/// @param jsonCode the error's name in JSON protocols
/// @param xmlCode its name in S3's and the query protocol
public record ServiceError(int status, String jsonCode, String xmlCode, String message) {
    /// No right to do this: an error that clients do not retry.
    public static final ServiceError ACCESS_DENIED =
            new ServiceError(403, "AccessDeniedException", "AccessDenied", "Access denied, on purpose.");

    /// The service's own failure: an error that clients retry.
    public static final ServiceError INTERNAL =
            new ServiceError(500, "InternalServerError", "InternalError", "An internal error, on purpose.");
}
