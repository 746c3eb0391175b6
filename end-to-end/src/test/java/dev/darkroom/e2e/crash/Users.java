package dev.darkroom.e2e.crash;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.DarkroomClient;
import dev.darkroom.client.Journey;
import dev.darkroom.client.Views.Page;
import dev.darkroom.client.Views.Photo;
import dev.darkroom.e2e.crash.Judge.Seen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/// Three friends, each of both others: two who upload and one who looks.
record Users(DarkroomClient alice, DarkroomClient bob, DarkroomClient carol) implements AutoCloseable {
    static Users of(Cloud cloud) {
        var users = new Users(
                new DarkroomClient(cloud, "alice"),
                new DarkroomClient(cloud, "bob"),
                new DarkroomClient(cloud, "carol"));
        Journey.befriend(users.alice, users.bob);
        Journey.befriend(users.bob, users.carol);
        Journey.befriend(users.carol, users.alice);
        return users;
    }

    Uploads uploads(long seed) {
        var random = new SplittableRandom(seed);
        var uploads = new Uploads();
        uploads.start(alice, "alice", random.split());
        uploads.start(bob, "bob", random.split());
        return uploads;
    }

    /// What the three see, from the newest photo back to the first that is known already.
    Seen see(Set<String> known) {
        Map<String, String> states = new HashMap<>();
        for (DarkroomClient owner : List.of(alice, bob)) {
            newest(owner::photos, known)
                    .forEach(photo -> states.put(photo.photoId(), Objects.requireNonNullElse(photo.state(), "")));
        }
        return new Seen(
                states, Map.of("alice", feed(alice, known), "bob", feed(bob, known), "carol", feed(carol, known)));
    }

    private static List<String> feed(DarkroomClient user, Set<String> known) {
        return newest(user::feed, known).map(Photo::photoId).toList();
    }

    private static Stream<Photo> newest(Function<Optional<String>, Page<Photo>> pages, Set<String> known) {
        return Stream.iterate(
                        Optional.of(pages.apply(Optional.empty())),
                        Optional::isPresent,
                        page -> page.map(Page::next).map(next -> pages.apply(Optional.of(next))))
                .flatMap(Optional::stream)
                .flatMap(page -> page.items().stream())
                .takeWhile(photo -> !known.contains(photo.photoId()));
    }

    @Override
    public void close() {
        alice.close();
        bob.close();
        carol.close();
    }
}
