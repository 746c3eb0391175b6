package dev.darkroom.cleanup;

import dev.darkroom.model.PhotoKey;
import java.time.Instant;
import java.util.Set;

/// How the life of a photo ended, or that of its renditions, as one record of the stream tells it.
sealed interface EndOfLife {
    PhotoKey key();

    /// Deleted by its owner, or its item expired. Final: a tombstone never comes back, a manifest that meets no
    /// item leaves a tombstone, and ids are minted once; so whatever stands under this key has no use, however
    /// late the record comes.
    record Over(PhotoKey key) implements EndOfLife {}

    /// Refused. Not final, as a newer manifest could make the photo READY: only what stood there when it was
    /// refused has no use.
    ///
    /// @param refusedBefore after which no object is of the refused upload
    record Refused(PhotoKey key, Instant refusedBefore) implements EndOfLife {}

    /// The photo lives, and has got other renditions. Not final for the old ones either, as the same original made by
    /// the same recipe has the same keys: where that recipe came back before this record did, they are in use.
    ///
    /// @param renditions object keys that the photo had and has no more
    /// @param replacedAt before which those that have no use were written
    record Replaced(PhotoKey key, Set<String> renditions, Instant replacedAt) implements EndOfLife {
        public Replaced {
            renditions = Set.copyOf(renditions);
        }
    }
}
