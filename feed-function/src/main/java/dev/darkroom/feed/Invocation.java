package dev.darkroom.feed;

/// The delivery that work belongs to, for its journal.
///
/// @param attempt 1 for the first delivery, as far as the function can know
record Invocation(String requestId, int attempt, boolean coldStart) {}
