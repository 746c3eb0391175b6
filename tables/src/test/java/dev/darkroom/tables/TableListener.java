package dev.darkroom.tables;

import java.util.Optional;

/// Hears of each change of a twin, in order, as a DynamoDB stream with new and old images does.
@FunctionalInterface
public interface TableListener<T> {
    /// Hears of one change.
    ///
    /// @param before empty where the item is new
    /// @param after empty where the item was removed
    void changed(Optional<T> before, Optional<T> after);
}
