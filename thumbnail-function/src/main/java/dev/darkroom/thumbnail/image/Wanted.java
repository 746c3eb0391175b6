package dev.darkroom.thumbnail.image;

/// What is wanted of an original's pixels.
///
/// @param scale what its edges must at least be multiplied by, at most 1
/// @param opacity whether transparent parts are to be told from white ones
record Wanted(double scale, boolean opacity) {}
