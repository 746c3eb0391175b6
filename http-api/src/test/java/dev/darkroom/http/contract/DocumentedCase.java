package dev.darkroom.http.contract;

/// One answer that the contract says a function gives on a route, which a test must be able to provoke.
///
/// @param problemType the `type` of the problem; empty for an answer that is none
public record DocumentedCase(String routeKey, int status, String problemType) {
    /// `PATCH /photos/{photoId} 412 changed-meanwhile`, by which tests name their provoking calls.
    @Override
    public String toString() {
        String kind = problemType.substring(problemType.lastIndexOf(':') + 1);
        return (routeKey + " " + status + " " + kind).strip();
    }
}
