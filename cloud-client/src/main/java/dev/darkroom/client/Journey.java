package dev.darkroom.client;

import dev.darkroom.client.Views.Intent;
import dev.darkroom.client.Views.Photo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A photo's way from its owner to the feed of a friend, timed from the end of its PUT. Times are this machine's, as
/// the
/// friend's client sees them: they include the polling pause.
public final class Journey {
    /// How long the friend's client waits before it looks again.
    public static final Duration PAUSE = Duration.ofMillis(20);

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
        owner.upload(intent, photo);
        long stored = System.nanoTime();
        String ownerId = owner.me().userId();
        while (System.nanoTime() - stored < limit.toNanos()) {
            Optional<Photo> inFeed = friend.feed(Optional.empty()).items().stream()
                    .filter(item -> item.photoId().equals(intent.photoId()))
                    .findFirst();
            if (inFeed.isPresent()) {
                long seen = System.nanoTime();
                return new Arrival.Arrived(
                        inFeed.get(), Duration.ofNanos(stored - began), Duration.ofNanos(seen - stored));
            }
            if (System.nanoTime() - stored > Duration.ofSeconds(2).toNanos()) {
                Optional<Photo> refused =
                        owner.photo(ownerId, intent.photoId()).filter(mine -> "REJECTED".equals(mine.state()));
                if (refused.isPresent()) {
                    return new Arrival.Refused(refused.get());
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return new Arrival.Missing(intent.photoId(), limit);
    }
}
