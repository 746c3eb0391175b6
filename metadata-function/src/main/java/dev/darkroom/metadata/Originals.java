package dev.darkroom.metadata;

import dev.darkroom.model.PhotoKey;
import java.util.Optional;

/// Where originals are uploaded to.
interface Originals {
    /// Reads an original's first bytes, as many as there are up to `limit`.
    ///
    /// @param etag of the object that the manifest is about, without quotes
    /// @param limit 1 or more
    /// @return empty where that object is no longer there
    /// @throws RuntimeException where the store cannot be read: the event has to be delivered again
    Optional<byte[]> head(PhotoKey photo, String etag, long limit);
}
