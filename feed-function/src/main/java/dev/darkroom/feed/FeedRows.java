package dev.darkroom.feed;

import dev.darkroom.model.FeedRow;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.FeedTable;
import dev.darkroom.telemetry.Metric;
import dev.darkroom.telemetry.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Rows in feeds, with their metrics.
final class FeedRows {
    private final FeedTable feeds;
    private final Metrics metrics;

    FeedRows(FeedTable feeds, Metrics metrics) {
        this.feeds = feeds;
        this.metrics = metrics;
    }

    /// Brings a photo's rows in these feeds to what they are to be. Repeating it changes nothing.
    ///
    /// @return what was done, for journal and log
    String bring(PhotoKey key, Presence presence, Collection<UserId> users) {
        return switch (presence) {
            case Presence.Shown(Instant publishedAt) -> {
                put(rows(key, publishedAt, users));
                yield users.size() + " rows";
            }
            case Presence.Gone(Instant publishedAt) -> {
                feeds.delete(rows(key, publishedAt, users));
                metrics.count(Metric.FEED_ROWS_DELETED, users.size());
                yield users.size() + " rows deleted";
            }
            case Presence.Unchanged() -> "nothing to do";
        };
    }

    /// Puts visible photos into one user's feed.
    ///
    /// @param photos any; those that nobody else may see are left out
    /// @return how many rows
    int show(UserId userId, Collection<Photo> photos) {
        List<FeedRow> rows = new ArrayList<>();
        for (Photo photo : photos) {
            if (Presence.of(Optional.of(photo), Optional.empty()) instanceof Presence.Shown(Instant publishedAt)) {
                rows.add(new FeedRow(userId, publishedAt, photo.key()));
            }
        }
        put(rows);
        return rows.size();
    }

    private void put(List<FeedRow> rows) {
        feeds.put(rows);
        if (!rows.isEmpty()) {
            metrics.count(Metric.FEED_ROWS_WRITTEN, rows.size());
        }
    }

    private static List<FeedRow> rows(PhotoKey key, Instant publishedAt, Collection<UserId> users) {
        return users.stream().map(user -> new FeedRow(user, publishedAt, key)).toList();
    }
}
