package dev.darkroom.http;

/// Answers the requests of one route.
@FunctionalInterface
public interface Route {
    /// Answers one request.
    ///
    /// @throws ProblemException to refuse the request; any other exception is a failure of ours and answers 500
    Answer answer(Request request);
}
