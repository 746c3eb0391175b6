package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.Views.Photo;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What feeds hold when photos and friendships come and go.
interface FeedScenarios {
    /// More than a new friendship brings at once: the rest goes through the fan-out queue.
    int MANY_PHOTOS = 110;

    Cloud cloud();

    @Test
    default void photosUploadedBeforeAFriendshipAreBackfilledBothWays() {
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud())) {
            Photo hers = alice.shares(TestPhotos.jpeg());
            Photo his = bob.shares(TestPhotos.jpeg());

            alice.befriends(bob);

            bob.seesInFeed(hers.photoId());
            alice.seesInFeed(his.photoId());
        }
    }

    @Test
    default void aFriendshipBringsOlderPhotosAlsoWhereTheyAreMany() {
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud());
                Aws aws = Aws.of(cloud().resources())) {
            Photo photo = alice.shares(TestPhotos.jpeg());
            Map<String, AttributeValue> item = aws.photo(alice.userId(), photo.photoId());
            aws.write(
                    "PhotosTable",
                    IntStream.range(0, MANY_PHOTOS)
                            .mapToObj(number -> copy(item, photo.photoId(), number))
                            .toList());

            alice.befriends(bob);

            Waiting.until("every photo has its row")
                    .untilAsserted(
                            () -> assertThat(aws.feedRows(bob.userId())).hasSizeGreaterThanOrEqualTo(MANY_PHOTOS));
            assertThat(aws.messages("FanOutDeadLetterQueue")).isZero();
        }
    }

    /// The same photo under another id.
    private static Map<String, AttributeValue> copy(Map<String, AttributeValue> item, String photoId, int number) {
        Map<String, AttributeValue> copy = new HashMap<>(item);
        copy.put(
                "photoId", AttributeValue.fromS(photoId.substring(0, photoId.length() - 3) + "%03d".formatted(number)));
        return copy;
    }

    @Test
    default void deletingAPhotoWithdrawsItFromFeedsAtOnceAndRemovesItsObjectsAndRows() {
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud());
                Aws aws = Aws.of(cloud().resources())) {
            alice.befriends(bob);
            Photo photo = alice.shares(TestPhotos.jpeg());
            bob.seesInFeed(photo.photoId());
            String original = alice.userId() + "/" + photo.photoId();
            assertThat(aws.keys("MediaBucket", original + "/")).isNotEmpty();

            alice.client().delete(photo.photoId());

            assertThat(bob.feed()).isEmpty();
            assertThat(bob.client().photo(alice.userId(), photo.photoId())).isEmpty();
            Waiting.until("its objects and rows are gone").untilAsserted(() -> {
                assertThat(aws.keys("UploadsBucket", original)).isEmpty();
                assertThat(aws.keys("MediaBucket", original + "/")).isEmpty();
                assertThat(aws.feedRows(bob.userId())).isEmpty();
                assertThat(aws.feedRows(alice.userId())).isEmpty();
            });
        }
    }

    @Test
    default void unfriendingHidesPhotosAtOnceOnBothSides() {
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud())) {
            alice.befriends(bob);
            Photo hers = alice.shares(TestPhotos.jpeg());
            Photo his = bob.shares(TestPhotos.jpeg());
            bob.seesInFeed(hers.photoId());
            alice.seesInFeed(his.photoId());

            alice.client().unfriend(bob.userId());

            assertThat(bob.photoIdsInFeed()).containsExactly(his.photoId());
            assertThat(alice.photoIdsInFeed()).containsExactly(hers.photoId());
            assertThat(bob.client().photo(alice.userId(), hers.photoId())).isEmpty();
        }
    }

    @Test
    default void aPrivatePhotoReachesNobodyElse() {
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud())) {
            alice.befriends(bob);
            Photo hidden = alice.shares(TestPhotos.jpeg().withVisibility("PRIVATE"));
            Photo shown = alice.shares(TestPhotos.jpeg());

            bob.seesInFeed(shown.photoId());
            assertThat(bob.photoIdsInFeed()).containsExactly(shown.photoId());
            assertThat(bob.client().photo(alice.userId(), hidden.photoId())).isEmpty();
        }
    }
}
