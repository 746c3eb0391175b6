package dev.darkroom.feed;

import dev.darkroom.model.FanOutMessage;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.tables.FriendGraph;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.telemetry.Field;
import dev.darkroom.telemetry.Metric;
import dev.darkroom.telemetry.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Does one chunk, by the state of its photos now, and enqueues nothing. A chunk that comes late does no harm: of
/// a deleted photo it takes rows away, of a hidden one it writes none; a row for someone who is no friend any
/// more is a surplus one, which reading drops.
final class FanOut {
    private final PhotoTable photos;
    private final FriendGraph friends;
    private final FeedRows rows;
    private final FeedJournal journal;
    private final Metrics metrics;
    private final Clock clock;

    FanOut(PhotoTable photos, FriendGraph friends, FeedRows rows, FeedJournal journal, Metrics metrics, Clock clock) {
        this.photos = photos;
        this.friends = friends;
        this.rows = rows;
        this.journal = journal;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Does a chunk.
    ///
    /// @throws RuntimeException where it is not all done; all of it has to be done again
    void apply(FanOutMessage message, Invocation invocation) {
        switch (message) {
            case FanOutMessage.Audience audience -> feed(audience, invocation);
            case FanOutMessage.Backfill backfill -> backfill(backfill);
        }
    }

    private void feed(FanOutMessage.Audience chunk, Invocation invocation) {
        Instant startedAt = clock.instant();
        var key = new PhotoKey(chunk.ownerId(), chunk.photoId());
        Optional<Photo> photo = photos.find(key);
        Presence presence = Presence.of(photo, Optional.empty());
        String outcome = rows.bring(key, presence, chunk.userIds());
        if (chunk.first() && presence instanceof Presence.Shown) {
            photo.ifPresent(shown -> metrics.time(
                    Metric.UPLOAD_TO_FEED_ROWS,
                    Duration.between(shown.createdAt(), clock.instant()),
                    Field.PHOTO_ID.of(chunk.photoId())));
        }
        journal.done(chunk, startedAt, outcome, invocation);
    }

    private void backfill(FanOutMessage.Backfill chunk) {
        if (friends.friendsAmong(chunk.userId(), List.of(chunk.ownerId())).isEmpty()) {
            return;
        }
        rows.show(
                chunk.userId(),
                photos.findAll(chunk.photoIds().stream()
                        .map(id -> new PhotoKey(chunk.ownerId(), id))
                        .toList()));
    }
}
