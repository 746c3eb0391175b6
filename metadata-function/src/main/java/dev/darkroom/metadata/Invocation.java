package dev.darkroom.metadata;

/// Which invocation works on a manifest.
///
/// @param coldStart whether it is the first of its execution environment
record Invocation(String requestId, boolean coldStart) {}
