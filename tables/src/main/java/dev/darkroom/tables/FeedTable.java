package dev.darkroom.tables;

import dev.darkroom.model.FeedRow;
import dev.darkroom.model.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The Feeds table: hints, derived from Photos and Friendships, that can be rebuilt at any time.
public interface FeedTable {
    /// Writes rows in batches of 25 until all are written; rows that exist stay as they are.
    ///
    /// @throws RuntimeException where the table does not take them all; those taken stay
    void put(Collection<FeedRow> rows);

    /// Deletes rows in batches of 25 until all are gone; absent ones are no error.
    void delete(Collection<FeedRow> rows);

    /// Rows of a user's feed, newest first, strongly consistent.
    ///
    /// @param before only rows whose [FeedRow#row] is smaller; empty for the newest
    /// @param limit 1 or more; a shorter list is the end of the feed
    List<FeedRow> newest(UserId userId, Optional<String> before, int limit);
}
