package dev.darkroom.model;

import java.time.Instant;

/// A hint that a photo may be in a user's feed; what the user sees is decided when they look.
///
/// @param userId whose feed
/// @param publishedAt the photo's
public record FeedRow(UserId userId, Instant publishedAt, PhotoKey photo) {
    /// The sort key, newest last: `publishedAt#photoId`.
    public String row() {
        return Timestamps.format(publishedAt) + "#" + photo.photoId().value();
    }
}
