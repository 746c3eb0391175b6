package dev.darkroom.cleanup;

import dev.darkroom.cleanup.ObjectStore.StoredObject;
import dev.darkroom.model.PhotoKey;
import java.util.List;

/// Deletes the objects of photos whose life has ended, and renditions that others have replaced. What is gone already
/// is no error, so that repeating it changes nothing.
///
/// It never deletes anything that a READY photo needs, though it cannot look a photo up, having no right to any table.
/// A record of a photo that is over holds for ever (see [EndOfLife.Over]). One of a refused photo, or of renditions
/// that were replaced, holds for the moment it was made: so there it deletes what had been written by then and nothing
/// later. It leaves a refused photo's manifest, which says why, until the item expires.
final class Cleanup {
    private final ObjectStore uploads;
    private final ObjectStore media;

    /// A cleanup of both buckets.
    ///
    /// @param uploads the originals
    /// @param media renditions and manifests
    Cleanup(ObjectStore uploads, ObjectStore media) {
        this.uploads = uploads;
        this.media = media;
    }

    /// Deletes what an ended life leaves behind.
    ///
    /// @return how many objects it asked the store to delete
    /// @throws RuntimeException where they are not all deleted; all of it has to be done again
    int apply(EndOfLife end) {
        return switch (end) {
            case EndOfLife.Over(PhotoKey key) -> {
                int renditions = media.deleteAll(media.list(key.mediaPrefix()).stream()
                        .map(StoredObject::key)
                        .toList());
                yield renditions + uploads.deleteAll(List.of(key.originalKey()));
            }
            case EndOfLife.Refused refused -> {
                int renditions = deleteRefused(media, refused.key().mediaPrefix(), refused);
                yield renditions + deleteRefused(uploads, refused.key().originalKey(), refused);
            }
            case EndOfLife.Replaced replaced ->
                media.deleteAll(media.list(replaced.key().mediaPrefix()).stream()
                        .filter(stored -> stored.writtenAt().isBefore(replaced.replacedAt()))
                        .map(StoredObject::key)
                        .filter(replaced.renditions()::contains)
                        .toList());
        };
    }

    private static int deleteRefused(ObjectStore store, String prefix, EndOfLife.Refused refused) {
        return store.deleteAll(store.list(prefix).stream()
                .filter(stored -> stored.writtenAt().isBefore(refused.refusedBefore()))
                .map(StoredObject::key)
                .filter(key -> !key.equals(refused.key().manifestKey()))
                .toList());
    }
}
