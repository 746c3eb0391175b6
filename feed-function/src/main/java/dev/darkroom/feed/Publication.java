package dev.darkroom.feed;

import dev.darkroom.model.FanOutMessage;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoActivity;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.FriendGraph;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.telemetry.Field;
import dev.darkroom.telemetry.Metric;
import dev.darkroom.telemetry.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Brings a changed photo into the feeds of its owner and the owner's friends, or out of them, and then tells the
/// topic. Which rows there are to be is decided by the photo and the friendships as they are now, never by the
/// change: so deliveries may be late, repeated and out of order.
final class Publication {
    private final PhotoTable photos;
    private final FriendGraph friends;
    private final FeedRows rows;
    private final FanOutQueue queue;
    private final ActivityTopic topic;
    private final FeedJournal journal;
    private final Metrics metrics;
    private final Clock clock;
    private final Limits limits;

    Publication(
            PhotoTable photos,
            FriendGraph friends,
            FeedRows rows,
            FanOutQueue queue,
            ActivityTopic topic,
            FeedJournal journal,
            Metrics metrics,
            Clock clock,
            Limits limits) {
        this.photos = photos;
        this.friends = friends;
        this.rows = rows;
        this.queue = queue;
        this.topic = topic;
        this.journal = journal;
        this.metrics = metrics;
        this.clock = clock;
        this.limits = limits;
    }

    /// Does what a change asks for: rows first, then the topic.
    ///
    /// A change within sight or out of sight needs no rows: whenever a photo comes into view, that change has
    /// its own record, and the rows of a hidden photo stay.
    ///
    /// @throws RuntimeException where it is not all done; all of it has to be done again
    void apply(PhotoChange change, Invocation invocation) {
        if (change.becameVisible() || change.isDeletion()) {
            updateRows(change, invocation);
        }
        change.activity()
                .ifPresent(
                        kind -> topic.publish(PhotoActivity.of(change.after(), kind, change.at()), change.audience()));
    }

    private void updateRows(PhotoChange change, Invocation invocation) {
        Instant startedAt = clock.instant();
        PhotoKey key = change.after().key();
        Presence presence = Presence.of(photos.find(key), change.after().publishedAt());
        if (presence instanceof Presence.Unchanged) {
            return;
        }
        List<UserId> audience = friends.acceptedFriends(key.ownerId());
        boolean first = change.isFirstReady() && presence instanceof Presence.Shown;
        String outcome = audience.size() <= limits.inlineFriends()
                ? inline(key, presence, audience)
                : throughQueue(key, presence, audience, first, invocation);
        if (first) {
            measure(change.after());
        }
        journal.fed(key.photoId(), startedAt, outcome, invocation);
    }

    private String inline(PhotoKey key, Presence presence, List<UserId> audience) {
        List<UserId> users = new ArrayList<>(audience);
        users.addFirst(key.ownerId());
        return rows.bring(key, presence, users);
    }

    /// The owner's own row at once, and all chunks from here: a chunk never enqueues another, since Lambda cuts
    /// chains of 16 invocations.
    private String throughQueue(
            PhotoKey key, Presence presence, List<UserId> audience, boolean first, Invocation invocation) {
        rows.bring(key, presence, List.of(key.ownerId()));
        List<FanOutMessage.Audience> chunks = Chunks.of(
                audience,
                limits.chunk(),
                (users, chunk, of) -> new FanOutMessage.Audience(
                        FanOutMessage.SCHEMA_VERSION, key.ownerId(), key.photoId(), users, first, chunk, of));
        queue.send(chunks);
        metrics.count(Metric.FAN_OUT_CHUNKS, chunks.size(), Field.PHOTO_ID.of(key.photoId()));
        journal.intended(chunks, invocation);
        return chunks.size() + " chunks";
    }

    private void measure(Photo photo) {
        metrics.time(
                Metric.UPLOAD_TO_FEED_ROWS,
                Duration.between(photo.createdAt(), clock.instant()),
                Field.PHOTO_ID.of(photo.key().photoId()));
    }
}
