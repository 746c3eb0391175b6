package dev.darkroom.e2e;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.DarkroomClient;
import dev.darkroom.client.NewPhoto;
import dev.darkroom.client.Views.Intent;
import dev.darkroom.client.Views.Photo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Someone who uses Darkroom, known to no other test.
record Person(DarkroomClient client, String userId) implements AutoCloseable {
    /// A person with a profile, whose name begins so.
    static Person named(String name, Cloud cloud) {
        return called(name + "-" + UUID.randomUUID(), cloud);
    }

    /// The person with exactly this user name, who is told of every limit at once, and whom the [Witness] follows.
    static Person called(String userName, Cloud cloud) {
        var witness = new Witness(cloud.api());
        DarkroomClient client = new DarkroomClient(cloud, userName, Duration.ZERO, witness);
        String userId = client.me().userId();
        witness.knows(userId);
        return new Person(client, userId);
    }

    void befriends(Person other) {
        client.befriend(other.userId);
        other.client.befriend(userId);
    }

    /// Uploads a photo and waits until it is READY.
    Photo shares(NewPhoto photo) {
        Intent intent = client.share(photo);
        return ready(intent.photoId());
    }

    Photo ready(String photoId) {
        return inState("READY", photoId);
    }

    Photo inState(String state, String photoId) {
        return Waiting.present(
                "photo " + photoId + " is " + state,
                () -> client.photo(userId, photoId).filter(photo -> state.equals(photo.state())));
    }

    /// The photo in this person's feed, once it is there.
    Photo seesInFeed(String photoId) {
        return Waiting.present(
                "photo " + photoId + " is in the feed",
                () -> feed().stream()
                        .filter(photo -> photo.photoId().equals(photoId))
                        .findFirst());
    }

    /// The whole feed, over all its pages.
    List<Photo> feed() {
        List<Photo> feed = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = client.feed(cursor);
            feed.addAll(page.items());
            cursor = Optional.ofNullable(page.next());
        } while (cursor.isPresent());
        return feed;
    }

    List<String> photoIdsInFeed() {
        return feed().stream().map(Photo::photoId).toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
