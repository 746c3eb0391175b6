package dev.darkroom.cleanup;

import dev.darkroom.model.PhotoKey;
import java.time.Instant;

/// How a photo's life ended, as one record of the stream tells it.
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
}
