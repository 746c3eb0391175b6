package dev.darkroom.thumbnail;

import dev.darkroom.model.Manifest;
import dev.darkroom.model.Rendition;

/// Where renditions and manifests are kept. Putting the same object again replaces it by itself. Safe for threads.
interface MediaStore {
    /// Stores a rendition under its key, to be cached for ever: other bytes have another key.
    ///
    /// @throws RuntimeException where the store does not take it: the event has to be delivered again
    void put(Rendition rendition, byte[] bytes);

    /// Stores a photo's manifest, in place of an earlier one. What follows in the chain begins with it.
    ///
    /// @throws RuntimeException where the store does not take it: the event has to be delivered again
    void put(Manifest manifest);
}
