package dev.darkroom.model;

import java.util.Optional;

/// What the camera wrote about the moment, and whoever had the file about the photo. Any part may be absent.
///
/// @param takenAt local date and time, RFC 3339, with the offset where the camera knew it
/// @param camera maker and model
/// @param lens as its maker calls it
/// @param location for the owner alone
/// @param suggestions for the owner alone
public record Capture(
        Optional<String> takenAt,
        Optional<String> camera,
        Optional<String> lens,
        Optional<Exposure> exposure,
        Optional<Location> location,
        Optional<Suggestions> suggestions) {
    public static final Capture UNKNOWN = new Capture(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
