package dev.darkroom.cleanup;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// One bucket.
interface ObjectStore {
    /// Every object whose key begins with a prefix.
    List<StoredObject> list(String prefix);

    /// Deletes objects; absent ones are no error.
    ///
    /// @param keys any number, each once
    /// @return how many keys
    /// @throws RuntimeException where the store refuses one; others may be deleted
    int deleteAll(Collection<String> keys);

    /// An object in a listing.
    ///
    /// @param writtenAt by the store's clock, perhaps in whole seconds, rounded down
    record StoredObject(String key, Instant writtenAt) {}
}
