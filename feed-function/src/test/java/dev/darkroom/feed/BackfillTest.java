package dev.darkroom.feed;

import static dev.darkroom.feed.FeedWorld.INVOCATION;
import static dev.darkroom.feed.FeedWorld.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.FanOutMessage;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BackfillTest {
    private final FeedWorld world = new FeedWorld(new Limits(500, 3, 2));
    private final UserId alice = world.user("alice");
    private final UserId bob = world.user("bob");

    private List<PhotoKey> photosOfAlice(int count) {
        List<PhotoKey> photos = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            photos.addFirst(world.ready(alice, number, Visibility.FRIENDS));
        }
        world.photoStream.clear();
        return photos;
    }

    @Test
    void newFriendsFindEachOthersPhotos() {
        List<PhotoKey> photos = photosOfAlice(2);
        PhotoKey bobs = world.ready(bob, 1, Visibility.PUBLIC);
        world.photoStream.clear();

        world.friendships.makeFriends(alice, bob, NOW);
        world.deliverAll();

        assertThat(world.feed(bob)).containsExactlyElementsOf(photos);
        assertThat(world.feed(alice)).containsExactly(bobs);
    }

    @Test
    void eachRowOfThePairBackfillsItsOwnDirection() {
        photosOfAlice(1);
        world.ready(bob, 1, Visibility.PUBLIC);
        world.friendships.makeFriends(alice, bob, NOW);

        world.backfill.apply(bob, alice);

        assertThat(world.feed(bob)).hasSize(1);
        assertThat(world.feed(alice)).isEmpty();
    }

    @Test
    void hiddenAndDeletedPhotosAreLeftOut() {
        world.ready(alice, 1, Visibility.PRIVATE);
        world.photos.delete(world.ready(alice, 2, Visibility.PUBLIC), NOW);
        PhotoKey visible = world.ready(alice, 3, Visibility.PUBLIC);
        world.photoStream.clear();

        world.friendships.makeFriends(alice, bob, NOW);
        world.deliverAll();

        assertThat(world.feed(bob)).containsExactly(visible);
    }

    @Test
    void theNewestAppearAtOnceAndTheRestInChunks() {
        List<PhotoKey> photos = photosOfAlice(8);
        world.friendships.makeFriends(alice, bob, NOW);

        world.backfill.apply(bob, alice);

        assertThat(world.feed(bob)).containsExactlyElementsOf(photos.subList(0, 3));
        assertThat(world.queue)
                .extracting(
                        message -> ((FanOutMessage.Backfill) message).photoIds().size())
                .containsExactly(2, 2, 1);
        world.deliverAll();
        assertThat(world.feed(bob)).containsExactlyElementsOf(photos);
    }

    @Test
    void aRecordOfAFriendshipThatIsOverDoesNothing() {
        photosOfAlice(5);
        world.friendships.makeFriends(alice, bob, NOW);
        world.backfill.apply(bob, alice);
        List<FanOutMessage> chunks = List.copyOf(world.queue);
        world.friendships.unfriend(alice, bob, NOW);
        int before = world.feed(bob).size();

        world.backfill.apply(alice, bob);
        chunks.forEach(chunk -> world.fanOut.apply(chunk, INVOCATION));

        assertThat(world.feed(bob)).hasSize(before);
        assertThat(world.feed(alice)).isEmpty();
    }

    @Test
    void aLateChunkLeavesOutWhatIsHiddenByThen() {
        List<PhotoKey> photos = photosOfAlice(5);
        world.friendships.makeFriends(alice, bob, NOW);
        world.backfill.apply(bob, alice);
        world.photos.changeVisibility(photos.getLast(), Visibility.PRIVATE, NOW);

        world.deliverAll();

        assertThat(world.feed(bob)).containsExactlyElementsOf(photos.subList(0, 4));
    }
}
