package dev.darkroom.thumbnail;

/// Which invocation works on a photo.
///
/// @param coldStart whether it is the first of its execution environment
record Invocation(String requestId, boolean coldStart) {}
