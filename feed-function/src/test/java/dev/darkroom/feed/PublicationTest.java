package dev.darkroom.feed;

import static dev.darkroom.feed.FeedWorld.INVOCATION;
import static dev.darkroom.feed.FeedWorld.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.feed.FeedWorld.Published;
import dev.darkroom.model.Change;
import dev.darkroom.model.Edit;
import dev.darkroom.model.FanOutMessage;
import dev.darkroom.model.FeedRow;
import dev.darkroom.model.JournalEntry;
import dev.darkroom.model.Media;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoActivity;
import dev.darkroom.model.PhotoActivity.Kind;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Rendition;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.Samples;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PublicationTest {
    private final FeedWorld world = new FeedWorld(new Limits(3, 100, 2));
    private final UserId alice = world.user("alice");
    private final UserId bob = world.user("bob");

    private List<UserId> friendsOfAlice(int count) {
        List<UserId> friends = IntStream.range(0, count)
                .mapToObj(number -> world.user("friend-" + number))
                .toList();
        friends.forEach(friend -> world.friendships.makeFriends(alice, friend, NOW));
        world.friendshipStream.clear();
        return friends;
    }

    private List<Kind> kinds() {
        return world.topic.stream()
                .map(Published::activity)
                .map(PhotoActivity::kind)
                .toList();
    }

    @Test
    void aVisiblePhotoIsInTheFeedsOfItsOwnerAndAllFriendsAndOfNobodyElse() {
        List<UserId> friends = friendsOfAlice(3);
        world.friendships.befriend(bob, alice, NOW);

        PhotoKey photo = world.ready(alice, 1, Visibility.FRIENDS);
        world.deliverAll();

        assertThat(world.feed(alice)).containsExactly(photo);
        assertThat(friends).allSatisfy(friend -> assertThat(world.feed(friend)).containsExactly(photo));
        assertThat(world.feed(bob)).isEmpty();
        assertThat(kinds()).containsExactly(Kind.PUBLISHED);
    }

    @Test
    void aPrivateOrRefusedPhotoIsNobodysBusiness() {
        friendsOfAlice(1);

        world.ready(alice, 1, Visibility.PRIVATE);
        PhotoKey refused = Samples.photoKey(alice, 2);
        world.photos.create(Samples.intent(refused, Visibility.PUBLIC));
        world.photos.recordRejected(refused, Samples.sequencer(1), Rejection.TRUNCATED, NOW);
        world.deliverAll();

        assertThat(world.feed(alice)).isEmpty();
        assertThat(world.topic).isEmpty();
    }

    @Test
    void aPhotoThatIsDeletedLeavesEveryFeed() {
        List<UserId> friends = friendsOfAlice(2);
        PhotoKey photo = world.ready(alice, 1, Visibility.FRIENDS);
        world.deliverAll();

        world.photos.delete(photo, NOW);
        world.deliverAll();

        assertThat(world.feed(alice)).isEmpty();
        assertThat(friends).allSatisfy(friend -> assertThat(world.feed(friend)).isEmpty());
        assertThat(kinds()).containsExactly(Kind.PUBLISHED, Kind.WITHDRAWN);
    }

    @Test
    void aHiddenPhotoKeepsItsRowsAndIsWithdrawn() {
        UserId friend = friendsOfAlice(1).getFirst();
        PhotoKey photo = world.ready(alice, 1, Visibility.PUBLIC);
        world.deliverAll();

        world.photos.changeVisibility(photo, Visibility.PRIVATE, NOW);
        world.deliverAll();

        assertThat(world.feed(friend)).containsExactly(photo);
        assertThat(world.topic.getLast().activity().kind()).isEqualTo(Kind.WITHDRAWN);
        assertThat(world.topic.getLast().audience())
                .as("so that listeners for PUBLIC photos hear of it")
                .isEqualTo(Visibility.PUBLIC);
    }

    @Test
    void aPhotoShownAgainReachesFriendsMadeMeanwhile() {
        PhotoKey photo = world.ready(alice, 1, Visibility.FRIENDS);
        world.photos.changeVisibility(photo, Visibility.PRIVATE, NOW);
        world.deliverAll();
        UserId friend = friendsOfAlice(1).getFirst();

        world.photos.changeVisibility(photo, Visibility.FRIENDS, NOW.plusSeconds(60));
        world.deliverAll();

        assertThat(world.feed(friend)).containsExactly(photo);
    }

    @Test
    void aPhotoHiddenAndShownAgainHasTheRowItHadAndIsInEveryFriendsFeed() {
        UserId friend = friendsOfAlice(1).getFirst();
        PhotoKey photo = world.ready(alice, 1, Visibility.FRIENDS);
        world.deliverAll();
        List<FeedRow> before = world.feeds.newest(friend, Optional.empty(), 10);

        world.photos.changeVisibility(photo, Visibility.PRIVATE, NOW.plusSeconds(60));
        world.friendships.makeFriends(alice, bob, NOW);
        world.deliverAll();
        assertThat(world.feed(bob)).as("hidden from one who comes now").isEmpty();
        world.photos.changeVisibility(photo, Visibility.PUBLIC, NOW.plusSeconds(120));
        world.deliverAll();

        assertThat(world.feeds.newest(friend, Optional.empty(), 10)).isEqualTo(before);
        assertThat(world.feed(bob)).containsExactly(photo);
        assertThat(world.feed(alice)).containsExactly(photo);
        assertThat(kinds()).containsExactly(Kind.PUBLISHED, Kind.WITHDRAWN, Kind.PUBLISHED);
    }

    @Test
    void aPhotoFirstShownByAnEditIsInTheFeedsUnderThatMoment() {
        UserId friend = friendsOfAlice(1).getFirst();
        PhotoKey photo = world.ready(alice, 1, Visibility.PRIVATE);

        world.photos.changeVisibility(photo, Visibility.FRIENDS, NOW.plusSeconds(60));
        world.deliverAll();

        assertThat(world.feeds.newest(friend, Optional.empty(), 10))
                .containsExactly(new FeedRow(friend, NOW.plusSeconds(60), photo));
        assertThat(kinds()).containsExactly(Kind.PUBLISHED);
    }

    @Test
    void anEditOfWhatIsWrittenIsToldToThoseWhoSeeThePhotoAlone() {
        PhotoKey shown = world.ready(alice, 1, Visibility.PUBLIC);
        PhotoKey hidden = world.ready(alice, 2, Visibility.PRIVATE);
        world.deliverAll();
        world.topic.clear();
        var edit = new Edit(
                new Change.Set<>("Pier"), new Change.Keep<>(), new Change.Set<>(List.of("night")), Optional.empty());

        world.photos.edit(world.photos.find(shown).orElseThrow(), edit, NOW);
        world.photos.edit(world.photos.find(hidden).orElseThrow(), edit, NOW);
        world.deliverAll();

        assertThat(world.topic).singleElement().satisfies(published -> {
            assertThat(published.activity().kind()).isEqualTo(Kind.CHANGED);
            assertThat(published.activity().eventId()).isEqualTo(shown.photoId() + "#3");
            assertThat(published.audience()).isEqualTo(Visibility.PUBLIC);
        });
    }

    @Test
    void aPhotoThatIsNoLongerPublicIsToldToThoseWhoListenForPublicOnes() {
        PhotoKey photo = world.ready(alice, 1, Visibility.PUBLIC);
        world.photos.changeVisibility(photo, Visibility.FRIENDS, NOW);
        world.deliverAll();

        assertThat(kinds()).containsExactly(Kind.PUBLISHED, Kind.CHANGED);
        assertThat(world.topic.getLast().audience()).isEqualTo(Visibility.PUBLIC);
    }

    @Test
    void aChangeWithinSightIsToldAndWritesNoRows() {
        friendsOfAlice(1);
        PhotoKey photo = world.ready(alice, 1, Visibility.FRIENDS);
        world.deliverAll();
        world.metricLines.clear();

        world.photos.changeVisibility(photo, Visibility.PUBLIC, NOW);
        world.deliverAll();

        assertThat(kinds()).containsExactly(Kind.PUBLISHED, Kind.CHANGED);
        assertThat(world.metricLines).isEmpty();
    }

    @Test
    void renditionsThatWereMadeAgainAreToldOnceAndWriteNoRows() {
        friendsOfAlice(1);
        PhotoKey photo = world.ready(alice, 1, Visibility.FRIENDS);
        PhotoKey hidden = world.ready(alice, 2, Visibility.PRIVATE);
        world.deliverAll();
        world.topic.clear();
        world.metricLines.clear();

        for (PhotoKey key : List.of(photo, hidden)) {
            Rendition other = new Rendition("tiny", 80, 60, 900, "image/jpeg", key.mediaPrefix() + "tiny-2.jpg");
            world.photos.recordReady(
                    key,
                    new Media(Samples.sequencer(2), 4000, 3000, List.of(other), Optional.empty(), "another"),
                    Samples.capture(),
                    NOW);
        }
        world.deliverAll();

        assertThat(kinds()).containsExactly(Kind.CHANGED);
        assertThat(world.metricLines).isEmpty();
    }

    @Test
    void aManifestThatChangesNothingToSeeIsNoNews() {
        PhotoKey photo = world.ready(alice, 1, Visibility.FRIENDS);
        world.photos.recordReady(photo, Samples.media(photo, 2), Samples.capture(), NOW);
        world.deliverAll();

        assertThat(kinds()).containsExactly(Kind.PUBLISHED);
    }

    @Test
    void anActivityNamesIdsAndTheRevisionThatItIsAbout() {
        PhotoKey photo = world.ready(alice, 1, Visibility.PUBLIC);
        world.deliverAll();

        assertThat(world.topic)
                .containsExactly(new Published(
                        new PhotoActivity(
                                1,
                                photo.photoId() + "#2",
                                Kind.PUBLISHED,
                                photo.photoId(),
                                alice,
                                "2026-11-21T10:00:02.000Z",
                                Samples.TRACE.value()),
                        Visibility.PUBLIC));
    }

    @Test
    void aLateRecordOfAPhotoDeletedSinceBringsNothingBack() {
        UserId friend = friendsOfAlice(1).getFirst();
        PhotoKey photo = world.ready(alice, 1, Visibility.FRIENDS);
        List<PhotoChange> records = List.copyOf(world.photoStream);
        world.deliverAll();
        world.photos.delete(photo, NOW);
        world.deliverAll();

        records.forEach(late -> world.publication.apply(late, INVOCATION));
        world.photos.remove(photo);
        records.forEach(late -> world.publication.apply(late, INVOCATION));

        assertThat(world.feed(friend)).isEmpty();
        assertThat(world.feed(alice)).isEmpty();
    }

    @Test
    void aTombstoneThatIsTouchedTakesRowsAwayAgain() {
        UserId friend = friendsOfAlice(1).getFirst();
        PhotoKey photo = world.ready(alice, 1, Visibility.FRIENDS);
        world.photos.delete(photo, NOW);
        world.photoStream.clear();
        world.feeds.put(List.of(new FeedRow(
                friend, world.photos.find(photo).orElseThrow().publishedAt().orElseThrow(), photo)));

        world.photos.recordReady(photo, Samples.media(photo, 9), Samples.capture(), NOW);
        world.deliverAll();

        assertThat(world.feed(friend)).isEmpty();
        assertThat(world.topic).isEmpty();
    }

    @Test
    void aLargeAudienceIsServedInChunksWhichThisInvocationEnqueuesAll() {
        List<UserId> friends = friendsOfAlice(5);
        PhotoKey photo = world.ready(alice, 1, Visibility.FRIENDS);

        world.publication.apply(world.photoStream.removeFirst(), INVOCATION);
        world.publication.apply(world.photoStream.removeFirst(), INVOCATION);

        assertThat(world.feed(alice)).containsExactly(photo);
        assertThat(world.queue)
                .extracting(message -> ((FanOutMessage.Audience) message).userIds())
                .containsExactly(friends.subList(0, 2), friends.subList(2, 4), friends.subList(4, 5));
        world.deliverAll();
        assertThat(friends).allSatisfy(friend -> assertThat(world.feed(friend)).containsExactly(photo));
        assertThat(world.journal.read(photo.photoId()))
                .extracting(JournalEntry::hop)
                .containsOnly("feed", "fan-out 1/3", "fan-out 2/3", "fan-out 3/3");
    }

    @Test
    void aChunkThatComesAfterTheDeletionTakesRowsAway() {
        List<UserId> friends = friendsOfAlice(4);
        PhotoKey photo = world.ready(alice, 1, Visibility.FRIENDS);
        world.publication.apply(world.photoStream.getLast(), INVOCATION);
        List<FanOutMessage> chunks = List.copyOf(world.queue);
        world.deliverAll();
        world.photos.delete(photo, NOW);

        chunks.forEach(late -> world.fanOut.apply(late, INVOCATION));

        assertThat(friends).allSatisfy(friend -> assertThat(world.feed(friend)).isEmpty());
    }

    @Test
    void theTimeFromUploadToTheFeedIsMeasuredOnce() {
        friendsOfAlice(1);
        PhotoKey photo = world.ready(alice, 1, Visibility.FRIENDS);
        world.deliverAll();
        world.photos.changeVisibility(photo, Visibility.PRIVATE, NOW);
        world.photos.changeVisibility(photo, Visibility.FRIENDS, NOW);
        world.deliverAll();

        assertThat(world.metricLines)
                .filteredOn(line -> line.contains("UploadToFeedRows"))
                .singleElement()
                .asString()
                .contains("\"UploadToFeedRows\":2000");
    }

    @Test
    void aChunkOfAFirstPublicationIsMeasuredToo() {
        friendsOfAlice(4);
        world.ready(alice, 1, Visibility.FRIENDS);
        world.deliverAll();

        assertThat(world.metricLines)
                .filteredOn(line -> line.contains("UploadToFeedRows"))
                .hasSize(3);
    }

    @Test
    void aVisiblePhotoThatWasNeverPublishedIsAFailureNotAMissingRow() {
        Photo ready =
                world.photos.find(world.ready(alice, 1, Visibility.PRIVATE)).orElseThrow();
        world.photoStream.clear();
        world.photos.put(new Photo(
                ready.key(),
                3,
                ready.state(),
                Visibility.FRIENDS,
                ready.title(),
                ready.description(),
                ready.tags(),
                ready.announcement(),
                ready.createdAt(),
                Optional.empty(),
                ready.expiresAt(),
                ready.rejection(),
                ready.media(),
                ready.capture(),
                ready.traceparent()));

        assertThatThrownBy(world::deliverAll).isInstanceOf(IllegalStateException.class);
    }
}
