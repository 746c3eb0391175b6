package dev.darkroom.tables;

import dev.darkroom.model.Announcement;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tombstones for photos that nobody knows any more.
final class Tombstones {
    private Tombstones() {}

    /// What is put where a manifest arrives for a photo without an item.
    static Photo ofUnknown(PhotoKey key, Instant now) {
        return new Photo(
                key,
                1,
                PhotoState.DELETED,
                Visibility.PRIVATE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Announcement.FORGOTTEN,
                key.photoId().mintedAt(),
                Optional.empty(),
                Optional.of(now.plus(Photo.KEPT)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
