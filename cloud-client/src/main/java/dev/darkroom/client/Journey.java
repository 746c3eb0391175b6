package dev.darkroom.client;

import dev.darkroom.client.Views.Intent;
import dev.darkroom.client.Views.Photo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A photo's way from its owner to the feed of a friend, timed from the end of its PUT. Times are this machine's, as
/// the
/// friend's client sees them: they include the polling pause.
public final class Journey {
    /// How long the friend's client waits before it looks again.
    public static final Duration PAUSE = Duration.ofMillis(20);

    /// How long the owner waits before they look whether it was refused.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DarkroomClient owner;
    private final DarkroomClient friend;

    /// Between two users who are friends already.
    public Journey(DarkroomClient owner, DarkroomClient friend) {
        this.owner = owner;
        this.friend = friend;
    }

    /// How it ended.
    public sealed interface Arrival {
        /// In the friend's feed.
        ///
        /// @param put how long the upload itself took
        /// @param afterPut from the end of the PUT until the friend saw the photo
        record Arrived(Photo photo, Duration put, Duration afterPut) implements Arrival {}

        /// The owner has shared the same bytes before: there was nothing to upload.
        ///
        /// @param photo that one, as its owner sees it
        /// @param inFeed whether the friend sees it; never, where it is PRIVATE
        record Known(Photo photo, boolean inFeed) implements Arrival {}

        /// Refused; the photo says why.
        record Refused(Photo photo) implements Arrival {}

        /// Neither within the limit.
        record Missing(String photoId, Duration waited) implements Arrival {}
    }

    /// Makes the two users friends; repeating it changes nothing.
    public static void befriend(DarkroomClient one, DarkroomClient other) {
        String oneId = one.me().userId();
        String otherId = other.me().userId();
        one.befriend(otherId);
        other.befriend(oneId);
    }

    /// Shares a photo and waits until the friend sees it.
    public Arrival share(NewPhoto photo, Duration limit) {
        Intent intent = owner.announce(List.of(photo)).getFirst();
        long began = System.nanoTime();
        if (owner.upload(intent, photo) instanceof Uploaded.AlreadyThere(Photo known)
                && !"PENDING".equals(known.state())) {
            return known(known, began, limit);
        }
        long stored = System.nanoTime();
        while (System.nanoTime() - stored < limit.toNanos()) {
            Optional<Photo> inFeed = inFeed(friend.feed(Optional.empty()).items().stream(), intent.photoId());
            if (inFeed.isPresent()) {
                long seen = System.nanoTime();
                return new Arrival.Arrived(
                        inFeed.get(), Duration.ofNanos(stored - began), Duration.ofNanos(seen - stored));
            }
            if (System.nanoTime() - stored > PATIENCE.toNanos()) {
                Photo mine = owner.await(intent.photoId(), Duration.ZERO);
                if ("REJECTED".equals(mine.state())) {
                    return new Arrival.Refused(mine);
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return new Arrival.Missing(intent.photoId(), limit);
    }

    /// Where the friend's feed has a photo of earlier; it may be far down, and still on its way.
    private Arrival known(Photo photo, long began, Duration limit) {
        if ("REJECTED".equals(photo.state())) {
            return new Arrival.Refused(photo);
        }
        boolean isShown = !"PRIVATE".equals(photo.visibility());
        boolean seen = false;
        while (isShown && !seen && System.nanoTime() - began < limit.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            seen = inFeed(friend.wholeFeed(), photo.photoId()).isPresent();
        }
        return new Arrival.Known(photo, seen);
    }

    private static Optional<Photo> inFeed(Stream<Photo> feed, String photoId) {
        return feed.filter(item -> item.photoId().equals(photoId)).findFirst();
    }
}
