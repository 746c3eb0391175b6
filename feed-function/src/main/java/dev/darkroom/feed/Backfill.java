package dev.darkroom.feed;

import dev.darkroom.model.FanOutMessage;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.FriendGraph;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.tables.PhotoTable.PhotoPage;
import dev.darkroom.telemetry.Metric;
import dev.darkroom.telemetry.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts a new friend's photos into a user's feed: the newest at once, the rest through the queue. The other
/// direction is the other row's record.
final class Backfill {
    private static final int PAGE = 200;

    private final PhotoTable photos;
    private final FriendGraph friends;
    private final FeedRows rows;
    private final FanOutQueue queue;
    private final Metrics metrics;
    private final Limits limits;

    Backfill(PhotoTable photos, FriendGraph friends, FeedRows rows, FanOutQueue queue, Metrics metrics, Limits limits) {
        this.photos = photos;
        this.friends = friends;
        this.rows = rows;
        this.queue = queue;
        this.metrics = metrics;
        this.limits = limits;
    }

    /// Backfills, if the two are friends by now.
    ///
    /// @param userId whose feed
    /// @param friendId whose photos
    /// @return how many rows were written and how many photos enqueued
    /// @throws RuntimeException where it is not all done; all of it has to be done again
    Done apply(UserId userId, UserId friendId) {
        if (friends.friendsAmong(userId, List.of(friendId)).isEmpty()) {
            return new Done(0, 0);
        }
        List<Photo> newest = new ArrayList<>();
        List<PhotoId> rest = new ArrayList<>();
        Optional<PhotoId> next = Optional.empty();
        do {
            PhotoPage page = photos.list(friendId, Set.of(PhotoState.READY), next, PAGE);
            for (Photo photo : page.photos()) {
                if (!photo.isVisible()) {
                    continue;
                }
                if (newest.size() < limits.inlinePhotos()) {
                    newest.add(photo);
                } else {
                    rest.add(photo.key().photoId());
                }
            }
            next = page.next();
        } while (next.isPresent());
        int written = rows.show(userId, newest);
        enqueue(userId, friendId, rest);
        return new Done(written, rest.size());
    }

    /// What was done.
    record Done(int rows, int enqueued) {}

    private void enqueue(UserId userId, UserId friendId, List<PhotoId> photoIds) {
        if (photoIds.isEmpty()) {
            return;
        }
        List<FanOutMessage.Backfill> chunks = Chunks.of(
                photoIds,
                limits.chunk(),
                (ids, chunk, of) ->
                        new FanOutMessage.Backfill(FanOutMessage.SCHEMA_VERSION, userId, friendId, ids, chunk, of));
        queue.send(chunks);
        metrics.count(Metric.FAN_OUT_CHUNKS, chunks.size());
    }
}
