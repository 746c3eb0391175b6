package dev.darkroom.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.feed.FeedWorld.Published;
import dev.darkroom.model.Change;
import dev.darkroom.model.Edit;
import dev.darkroom.model.FanOutMessage;
import dev.darkroom.model.Friendship;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoActivity;
import dev.darkroom.model.PhotoActivity.Kind;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Viewing;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.Samples;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// The promise of the feeds, over random histories: users act while records and chunks are being worked on,
/// deliveries are repeated, reordered across sources and cut short by crashes; and when all is delivered, no row
/// is missing.
final class FeedPropertiesTest {
    private static final int USERS = 4;
    private static final int PHOTOS = 4;
    /// So small that most histories go through the queue.
    private static final Limits LIMITS = new Limits(1, 1, 1);

    /// What one user does.
    sealed interface Act {
        record Befriend(int user, int friend) implements Act {}

        record Unfriend(int user, int friend) implements Act {}

        record Block(int user, int other) implements Act {}

        record Unblock(int user, int other) implements Act {}

        record Upload(int user, int photo, Visibility visibility) implements Act {}

        record Show(int user, int photo, Visibility visibility) implements Act {}

        record Rename(int user, int photo, int title) implements Act {}

        record Delete(int user, int photo) implements Act {}
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Property(tries = 1500)
    void whenAllIsDeliveredNoRowIsMissing(@ForAll("histories") List<Act> history, @ForAll long seed) {
        var run = new Run(history, seed);

        run.play();

        run.assertNothingIsMissing();
        run.assertReadingShowsEachPhotoOnce();
        run.assertTheTopicTellsTheSameStory();
    }

    @Provide
    Arbitrary<List<Act>> histories() {
        Arbitrary<Integer> user = Arbitraries.integers().between(0, USERS - 1);
        Arbitrary<Integer> photo = Arbitraries.integers().between(0, PHOTOS - 1);
        Arbitrary<Visibility> visibility = Arbitraries.of(Visibility.class);
        Arbitrary<Act> befriend = Combinators.combine(user, user).as(Act.Befriend::new);
        Arbitrary<Act> unfriend = Combinators.combine(user, user).as(Act.Unfriend::new);
        Arbitrary<Act> block = Combinators.combine(user, user).as(Act.Block::new);
        Arbitrary<Act> unblock = Combinators.combine(user, user).as(Act.Unblock::new);
        Arbitrary<Act> upload = Combinators.combine(user, photo, visibility).as(Act.Upload::new);
        Arbitrary<Act> show = Combinators.combine(user, photo, visibility).as(Act.Show::new);
        Arbitrary<Act> rename = Combinators.combine(user, photo, user).as(Act.Rename::new);
        Arbitrary<Act> delete = Combinators.combine(user, photo).as(Act.Delete::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(8, befriend),
                        Tuple.of(2, unfriend),
                        Tuple.of(1, block),
                        Tuple.of(1, unblock),
                        Tuple.of(6, upload),
                        Tuple.of(5, show),
                        Tuple.of(2, rename),
                        Tuple.of(1, delete))
                .list()
                .ofMaxSize(60);
    }

    /// One history with one way of delivering it.
    private static final class Run {
        private final Random random;
        private final Deque<Act> history;
        private final FeedWorld world = new FeedWorld(LIMITS, this::meanwhile);
        private final List<UserId> users = new ArrayList<>();
        private int photosDelivered;
        private int friendshipsDelivered;
        private boolean settling;

        Run(List<Act> history, long seed) {
            this.history = new ArrayDeque<>(history);
            this.random = new Random(seed);
            for (int i = 0; i < USERS; i++) {
                users.add(world.user("user-" + i));
            }
        }

        void play() {
            while (!history.isEmpty()) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> act();
                    case 3, 4 -> deliverPhotoChange();
                    case 5 -> deliverFriendship();
                    case 6 -> deliverChunk();
                    default -> rewind();
                }
            }
            settling = true;
            while (photosDelivered < world.photoStream.size()
                    || friendshipsDelivered < world.friendshipStream.size()
                    || !world.queue.isEmpty()) {
                deliverPhotoChange();
                deliverFriendship();
                deliverChunk();
            }
        }

        /// What happens between two steps of the function.
        private void meanwhile() {
            if (settling) {
                return;
            }
            int luck = random.nextInt(20);
            if (luck < 6 && !history.isEmpty()) {
                act();
            } else if (luck == 19) {
                throw new Crash();
            }
        }

        private void act() {
            switch (history.removeFirst()) {
                case Act.Befriend(int user, int friend)
                when user != friend -> world.friendships.befriend(users.get(user), users.get(friend), FeedWorld.NOW);
                case Act.Unfriend(int user, int friend)
                when user != friend -> world.friendships.unfriend(users.get(user), users.get(friend), FeedWorld.NOW);
                case Act.Block(int user, int other)
                when user != other -> world.friendships.block(users.get(user), users.get(other), FeedWorld.NOW);
                case Act.Unblock(int user, int other)
                when user != other -> world.friendships.unblock(users.get(user), users.get(other));
                case Act.Befriend _, Act.Unfriend _, Act.Block _, Act.Unblock _ -> {}
                case Act.Upload(int user, int photo, Visibility visibility) -> upload(key(user, photo), visibility);
                case Act.Show(int user, int photo, Visibility visibility) ->
                    edit(key(user, photo), Edit.of(visibility));
                case Act.Rename(int user, int photo, int title) ->
                    edit(
                            key(user, photo),
                            new Edit(
                                    new Change.Set<>("Title " + title),
                                    new Change.Keep<>(),
                                    new Change.Keep<>(),
                                    Optional.empty()));
                case Act.Delete(int user, int photo) -> world.photos.delete(key(user, photo), FeedWorld.NOW);
            }
        }

        /// Each edit at a moment of its own: a photo that is published twice would have two rows.
        private void edit(PhotoKey key, Edit edit) {
            world.photos
                    .find(key)
                    .ifPresent(seen -> world.photos.edit(seen, edit, FeedWorld.NOW.plusSeconds(history.size())));
        }

        private void upload(PhotoKey key, Visibility visibility) {
            if (!world.photos.create(Samples.intent(key, visibility))) {
                world.photos.recordReady(key, Samples.media(key, 1), Samples.capture(), FeedWorld.NOW);
            }
        }

        /// Photo ids are unique among all users, as ULIDs are: a feed's rows have no other key.
        private PhotoKey key(int user, int photo) {
            return Samples.photoKey(users.get(user), user * PHOTOS + photo);
        }

        private void deliverPhotoChange() {
            if (photosDelivered < world.photoStream.size()) {
                PhotoChange change = world.photoStream.get(photosDelivered);
                if (survives(() -> world.publication.apply(change, FeedWorld.INVOCATION))) {
                    photosDelivered++;
                }
            }
        }

        private void deliverFriendship() {
            if (friendshipsDelivered < world.friendshipStream.size()) {
                Friendship row = world.friendshipStream.get(friendshipsDelivered);
                if (survives(() -> world.backfill.apply(row.userId(), row.friendId()))) {
                    friendshipsDelivered++;
                }
            }
        }

        /// Any chunk of the queue, which may deliver it once more.
        private void deliverChunk() {
            if (!world.queue.isEmpty()) {
                FanOutMessage chunk = world.queue.get(random.nextInt(world.queue.size()));
                if (survives(() -> world.fanOut.apply(chunk, FeedWorld.INVOCATION))
                        && (settling || random.nextInt(4) > 0)) {
                    world.queue.remove(chunk);
                }
            }
        }

        /// Both streams begin again at an earlier record.
        private void rewind() {
            photosDelivered = random.nextInt(photosDelivered + 1);
            friendshipsDelivered = random.nextInt(friendshipsDelivered + 1);
        }

        private static boolean survives(Runnable delivery) {
            try {
                delivery.run();
                return true;
            } catch (Crash crash) {
                return false;
            }
        }

        void assertNothingIsMissing() {
            for (UserId user : users) {
                List<PhotoKey> expected = Stream.concat(
                                Stream.of(user), world.friendships.acceptedFriends(user).stream())
                        .flatMap(owner -> visiblePhotos(owner).stream())
                        .toList();
                assertThat(world.feed(user)).as("the feed of %s", user).containsAll(expected);
            }
        }

        /// What reading leaves of each feed: the viewer's own and their friends' visible photos, each once.
        void assertReadingShowsEachPhotoOnce() {
            for (UserId user : users) {
                List<PhotoKey> expected = Stream.concat(
                                Stream.of(user), world.friendships.acceptedFriends(user).stream())
                        .flatMap(owner -> visiblePhotos(owner).stream())
                        .toList();
                assertThat(world.feed(user))
                        .filteredOn(key -> shows(user, key))
                        .as("what %s sees", user)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }

        private boolean shows(UserId viewer, PhotoKey key) {
            Optional<Photo> photo = world.photos.find(key);
            boolean friends = !viewer.equals(key.ownerId())
                    && !world.friendships
                            .friendsAmong(viewer, List.of(key.ownerId()))
                            .isEmpty();
            return photo.filter(found -> Viewing.inFeed(viewer, found, friends)).isPresent();
        }

        /// Whoever takes each event once, and a photo's in the order of its revisions, knows what is in sight.
        void assertTheTopicTellsTheSameStory() {
            Map<PhotoKey, SortedMap<Long, Kind>> stories = new HashMap<>();
            for (Published published : world.topic) {
                PhotoActivity activity = published.activity();
                long rev = Long.parseLong(activity.eventId().split("#", 2)[1]);
                Kind before = stories.computeIfAbsent(
                                new PhotoKey(activity.ownerId(), activity.photoId()), _ -> new TreeMap<>())
                        .put(rev, activity.kind());
                assertThat(before == null || before == activity.kind())
                        .as("%s is told alike each time", activity.eventId())
                        .isTrue();
            }
            stories.forEach((key, story) -> {
                boolean visible = false;
                for (Kind kind : story.values()) {
                    assertThat(kind == Kind.PUBLISHED).as("%s: %s", key, story).isEqualTo(!visible);
                    visible = kind != Kind.WITHDRAWN;
                }
                assertThat(visible)
                        .as("%s: %s", key, story)
                        .isEqualTo(world.photos.find(key).orElseThrow().isVisible());
            });
            for (UserId owner : users) {
                assertThat(stories.keySet()).containsAll(visiblePhotos(owner));
            }
        }

        private List<PhotoKey> visiblePhotos(UserId owner) {
            return world.photos.list(owner, Set.of(PhotoState.READY), Optional.empty(), 100).photos().stream()
                    .filter(Photo::isVisible)
                    .map(Photo::key)
                    .toList();
        }
    }
}
