package dev.darkroom.gallery;

import dev.darkroom.model.FeedRow;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Viewing;
import dev.darkroom.tables.FeedTable;
import dev.darkroom.tables.FriendshipTable;
import dev.darkroom.tables.PhotoTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads a user's feed. Rows are hints: each photo and each friendship is looked up as it is now, so that a hide, a
/// delete, an end of friendship or a block that was acknowledged before the request began is always honoured.
final class FeedReader {
    /// The most rows that one read inspects.
    static final int MAX_ROWS = 500;

    /// How long one read goes on looking for more, once it has found too little.
    static final Duration MAX_TIME = Duration.ofSeconds(2);

    /// Rows of hidden photos come in heaps: the batches after the first are not smaller, however little is missing.
    private static final int MIN_BATCH = 25;

    private final FeedTable feeds;
    private final PhotoTable photos;
    private final FriendshipTable friendships;
    private final InstantSource clock;

    FeedReader(FeedTable feeds, PhotoTable photos, FriendshipTable friendships, InstantSource clock) {
        this.feeds = feeds;
        this.photos = photos;
        this.friendships = friendships;
        this.clock = clock;
    }

    /// The next photos that the viewer may see, newest first. Where nothing is hidden, no photo and no friendship is
    /// looked up that the page does not show.
    ///
    /// @param before a place that an earlier read ended at; empty for the newest
    /// @param limit 1 to 100
    Read read(UserId viewer, Optional<String> before, int limit) {
        Instant deadline = clock.instant().plus(MAX_TIME);
        Friends friends = new Friends(viewer);
        List<Item> items = new ArrayList<>();
        Optional<String> place = before;
        int inspected = 0;
        int batch = limit;
        while (true) {
            // One more than is inspected, so that a feed that just fits has no empty last page.
            List<FeedRow> found = feeds.newest(viewer, place, batch + 1);
            boolean isLast = found.size() <= batch;
            List<FeedRow> rows = isLast ? found : found.subList(0, batch);
            Map<PhotoKey, Photo> visible = visible(viewer, rows, friends);
            for (int i = 0; i < rows.size(); i++) {
                FeedRow row = rows.get(i);
                place = Optional.of(row.row());
                Photo photo = visible.get(row.photo());
                if (photo != null) {
                    items.add(new Item(row, photo));
                }
                if (items.size() == limit) {
                    boolean isEnd = isLast && i == rows.size() - 1;
                    return new Read(items, isEnd ? Optional.empty() : place);
                }
            }
            inspected += rows.size();
            if (isLast) {
                return new Read(items, Optional.empty());
            }
            if (inspected >= MAX_ROWS || !clock.instant().isBefore(deadline)) {
                return new Read(items, place);
            }
            batch = Math.min(Math.max(limit - items.size(), MIN_BATCH), MAX_ROWS - inspected);
        }
    }

    private Map<PhotoKey, Photo> visible(UserId viewer, List<FeedRow> rows, Friends friends) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        Instant now = clock.instant();
        friends.lookUp(rows.stream().map(row -> row.photo().ownerId()).collect(Collectors.toSet()));
        return photos.findAll(rows.stream().map(FeedRow::photo).toList()).stream()
                .filter(photo -> !photo.isExpired(now))
                .filter(photo -> Viewing.inFeed(
                        viewer, photo, friends.include(photo.key().ownerId())))
                .collect(Collectors.toMap(Photo::key, Function.identity()));
    }

    /// Whom the viewer is friends with, looked up once a read.
    private final class Friends {
        private final UserId viewer;
        private final Map<UserId, Boolean> known = new HashMap<>();

        Friends(UserId viewer) {
            this.viewer = viewer;
        }

        void lookUp(Set<UserId> owners) {
            Set<UserId> unknown = new HashSet<>(owners);
            unknown.removeAll(known.keySet());
            unknown.remove(viewer);
            if (!unknown.isEmpty()) {
                Set<UserId> friends = friendships.friendsAmong(viewer, unknown);
                unknown.forEach(owner -> known.put(owner, friends.contains(owner)));
            }
        }

        boolean include(UserId owner) {
            return known.getOrDefault(owner, false);
        }
    }

    record Item(FeedRow row, Photo photo) {}

    /// What one read found. A short, even an empty one is not the end where it has a `next`.
    ///
    /// @param next where the following read begins; empty at the end of the feed
    record Read(List<Item> items, Optional<String> next) {}
}
