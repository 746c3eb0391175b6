package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.Views.Photo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What events do when they come again, or for many at once.
interface EventScenarios {
    /// More than what one invocation writes itself: the rest goes through the fan-out queue.
    int MANY_FRIENDS = 600;

    Cloud cloud();

    @Test
    default void eventsThatComeTwiceChangeNothing() {
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud());
                Aws aws = Aws.of(cloud().resources())) {
            alice.befriends(bob);
            Photo photo = alice.shares(TestPhotos.jpeg());
            bob.seesInFeed(photo.photoId());
            cloud().awaitQuiet(Waiting.LIMIT);
            Photo before = bob.seesInFeed(photo.photoId());
            Map<String, AttributeValue> item = aws.photo(alice.userId(), photo.photoId());
            String original = alice.userId() + "/" + photo.photoId();

            Events events = new Events(aws);
            events.objectCreated("ThumbnailFunction", "UploadsBucket", original);
            events.objectCreated("ThumbnailFunction", "UploadsBucket", original);
            events.objectCreated("MetadataFunction", "MediaBucket", original + "/manifest.json");
            events.itemChanged("FeedPhotosFunction", "PhotosTable", List.of("ownerId", "photoId"), item);
            events.itemChanged("CleanupFunction", "PhotosTable", List.of("ownerId", "photoId"), item);
            cloud().awaitQuiet(Waiting.LIMIT);

            assertThat(aws.feedRows(bob.userId())).hasSize(1);
            assertThat(bob.feed()).singleElement().satisfies(after -> {
                assertThat(after.publishedAt()).isEqualTo(before.publishedAt());
                assertThat(after.shown()).hasSameSizeAs(before.shown());
            });
            assertThat(aws.keys("UploadsBucket", original)).hasSize(1);
            for (String deadLetters : List.of("ThumbnailDeadLetterQueue", "MetadataDeadLetterQueue")) {
                assertThat(aws.messages(deadLetters)).isZero();
            }
        }
    }

    /// Without the right to list the bucket, S3 would answer 403 instead of 404, and the event would fail.
    @Test
    default void anEventWhoseObjectIsGoneIsNoFailure() {
        try (Person alice = Person.named("alice", cloud());
                Aws aws = Aws.of(cloud().resources())) {
            Photo photo = alice.shares(TestPhotos.jpeg());
            cloud().awaitQuiet(Waiting.LIMIT);
            String original = alice.userId() + "/" + photo.photoId();
            String manifest = original + "/manifest.json";
            Events events = new Events(aws);

            aws.delete("UploadsBucket", original);
            events.objectCreated("MetadataFunction", "MediaBucket", manifest);
            events.goneObjectCreated("ThumbnailFunction", "UploadsBucket", original);
            aws.delete("MediaBucket", manifest);
            events.goneObjectCreated("MetadataFunction", "MediaBucket", manifest);
            cloud().awaitQuiet(Waiting.LIMIT);

            assertThat(aws.messages("MetadataDeadLetterQueue")).isZero();
        }
    }

    @Test
    default void anObjectThatNobodyAnnouncedGoesAgain() {
        try (Person alice = Person.named("alice", cloud());
                Aws aws = Aws.of(cloud().resources())) {
            String announced = alice.client()
                    .announce(List.of(TestPhotos.jpeg()))
                    .getFirst()
                    .photoId();
            String other = announced.substring(0, announced.length() - 1) + (announced.endsWith("0") ? "1" : "0");
            String original = alice.userId() + "/" + other;

            aws.put("UploadsBucket", original, TestPhotos.jpeg().bytes());

            Waiting.until("it has a tombstone")
                    .untilAsserted(() -> assertThat(aws.photo(alice.userId(), other))
                            .containsEntry("state", AttributeValue.fromS("DELETED")));
            Waiting.until("its objects are gone").untilAsserted(() -> {
                assertThat(aws.keys("UploadsBucket", original)).isEmpty();
                assertThat(aws.keys("MediaBucket", original + "/")).isEmpty();
            });
        }
    }

    @Test
    default void aPhotoReachesEachOfManyFriendsThroughTheQueue() {
        try (Person alice = Person.named("alice", cloud());
                Aws aws = Aws.of(cloud().resources())) {
            List<String> friends = Friendships.write(aws, alice.userId(), MANY_FRIENDS);
            cloud().awaitQuiet(Duration.ofMinutes(3));

            Photo photo = alice.shares(TestPhotos.jpeg());

            Photo published = alice.seesInFeed(photo.photoId());
            String row = published.publishedAt() + "#" + published.photoId();
            Waiting.until("every friend has the row")
                    .untilAsserted(() -> assertThat(aws.feedsWith(row, friends)).hasSize(MANY_FRIENDS));
            assertThat(aws.messages("FanOutDeadLetterQueue")).isZero();
        }
    }
}
