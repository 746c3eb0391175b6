package dev.darkroom.tables;

import dev.darkroom.model.FeedRow;
import dev.darkroom.model.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The Feeds table's twin, safe for threads.
public final class InMemoryFeedTable implements FeedTable {
    private final Map<UserId, NavigableMap<String, FeedRow>> rows = new HashMap<>();

    @Override
    public synchronized void put(Collection<FeedRow> added) {
        added.forEach(row -> ofUser(row.userId())
                .put(row.row(), new FeedRow(row.userId(), Precision.stored(row.publishedAt()), row.photo())));
    }

    @Override
    public synchronized void delete(Collection<FeedRow> removed) {
        removed.forEach(row -> ofUser(row.userId()).remove(row.row()));
    }

    @Override
    public synchronized List<FeedRow> newest(UserId userId, Optional<String> before, int limit) {
        NavigableMap<String, FeedRow> all = ofUser(userId);
        return before.map(row -> all.headMap(row, false)).orElse(all).descendingMap().values().stream()
                .limit(limit)
                .toList();
    }

    private NavigableMap<String, FeedRow> ofUser(UserId userId) {
        return rows.computeIfAbsent(userId, _ -> new TreeMap<>());
    }
}
