package dev.darkroom.upload;

/// What a client calls a request, so that repeating it does nothing twice.
///
/// @param value the client's own
/// @param fingerprint equal for requests that ask for the same
record RequestKey(String value, String fingerprint) {}
