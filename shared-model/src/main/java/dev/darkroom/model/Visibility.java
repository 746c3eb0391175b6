package dev.darkroom.model;

/// Whom the owner lets see a photo.
public enum Visibility {
    /// The owner alone.
    PRIVATE,
    /// The owner's accepted friends too.
    FRIENDS,
    /// Everyone; the feeds of friends hold it as well.
    PUBLIC
}
