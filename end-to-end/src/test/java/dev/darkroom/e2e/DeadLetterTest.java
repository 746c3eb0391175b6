package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.client.NewPhoto;
import dev.darkroom.client.Views.Intent;
import dev.darkroom.client.Views.Photo;
import dev.darkroom.localcloud.LocalCloud;
import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.faults.Faults;
import dev.darkroom.localcloud.faults.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Each of the seven ways in which an event can fail for good. The consumer cannot work on one photo or friendship;
/// its neighbours get through; the record is in its dead-letter queue; what the queue holds is enough to do the work
/// when the consumer is well again.
class DeadLetterTest {
    private static final TimeScale HALF_A_MINUTE_A_SECOND = new TimeScale(30);
    /// One more than what one invocation writes itself.
    private static final int MANY = 501;

    private static final Faults FAULTS = new Faults();
    private static @Nullable LocalCloud running;
    private static @Nullable Aws administrator;

    @BeforeAll
    static void start(@TempDir Path data) {
        LocalCloud cloud = LocalCloud.start(LocalClouds.options(data)
                .withParameters(TestParameters.with(Map.of("FanOutMaxReceiveCount", "1")))
                .withTimeScale(HALF_A_MINUTE_A_SECOND)
                .withFaults(FAULTS));
        running = cloud;
        administrator = Aws.of(cloud.resources());
    }

    @AfterAll
    static void stop() {
        if (administrator != null) {
            administrator.close();
        }
        if (running != null) {
            running.close();
        }
    }

    /// What a failed test left is not to fail the next.
    @BeforeEach
    void empty() {
        for (String queue : DeadLetters.QUEUES) {
            aws().sqs().purgeQueue(request -> request.queueUrl(aws().resources().name(queue)));
        }
    }

    @AfterEach
    void nothingIsLeftBehind() {
        FAULTS.clear();
        quiet();
        for (String queue : DeadLetters.QUEUES) {
            assertThat(aws().messages(queue)).as(queue).isZero();
        }
        assertThat(aws().keys("FailuresBucket", "")).isEmpty();
    }

    @Test
    void anUploadWithoutRenditionsIsReplayedFromItsInvocationRecord() {
        replaysAnInvocation("ThumbnailFunction", "ThumbnailDeadLetterQueue", "");
    }

    @Test
    void aManifestThatWasNotRecordedIsReplayedFromItsInvocationRecord() {
        replaysAnInvocation("MetadataFunction", "MetadataDeadLetterQueue", "/manifest.json");
    }

    private void replaysAnInvocation(String function, String queue, String object) {
        try (Person alice = person("alice");
                Person bob = person("bob")) {
            alice.befriends(bob);
            Uploads uploads = Uploads.announce(alice);
            Rule broken = refuse(function, "s3", uploads.middle());
            uploads.upload();
            quiet();

            assertThat(bob.photoIdsInFeed()).containsExactlyInAnyOrder(uploads.first(), uploads.last());
            assertThat(alice.inState("PENDING", uploads.middle()).shown()).isEmpty();
            Message letter = letters().only(queue);
            JsonNode invocation = DeadLetters.json(letter.body());
            assertThat(invocation.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
            assertThat(invocation.at("/requestContext/approximateInvokeCount").asInt())
                    .isEqualTo(2);
            assertThat(invocation.at("/requestPayload/Records/0/s3/object/key").asText())
                    .isEqualTo(alice.userId() + "/" + uploads.middle() + object);
            assertThat(invocation.at("/responsePayload/errorMessage").asText()).contains(uploads.middle());

            FAULTS.remove(broken);
            letters().replay(invocation);
            letters().delete(queue, letter);

            alice.ready(uploads.middle());
            quiet();
            assertThat(bob.photoIdsInFeed()).containsExactlyInAnyOrderElementsOf(uploads.photoIds());
        }
    }

    @Test
    void aPublishedPhotoThatReachedNoFeedIsReplayedFromItsStreamRecord() {
        try (Person alice = person("alice");
                Person bob = person("bob")) {
            alice.befriends(bob);
            Rule held = hold("FeedPhotosFunction");
            String plug = alice.shares(TestPhotos.jpeg()).photoId();
            String first = alice.shares(TestPhotos.jpeg()).photoId();
            String middle = alice.shares(TestPhotos.jpeg()).photoId();
            String last = alice.shares(TestPhotos.jpeg()).photoId();
            Rule broken = refuse("FeedPhotosFunction", "dynamodb", middle);
            FAULTS.remove(held);
            quiet();

            assertThat(bob.photoIdsInFeed()).containsExactly(last, first, plug);
            Message letter = letters().only("StreamDeadLetterQueue");
            DeadLetters.Failure failure = givenUp("FeedPhotosFunction", letter);
            assertThat(failure.event().at("/Records/0/dynamodb/Keys/photoId/S").asText())
                    .isEqualTo(middle);

            FAULTS.remove(broken);
            replay(failure, letter);

            assertThat(bob.photoIdsInFeed()).containsExactly(last, middle, first, plug);
        }
    }

    @Test
    void aDeletedPhotoWhoseObjectsStayedIsReplayedFromItsStreamRecord() {
        try (Person alice = person("alice")) {
            List<String> photoIds = Stream.generate(
                            () -> alice.shares(TestPhotos.jpeg()).photoId())
                    .limit(4)
                    .toList();
            String middle = photoIds.get(2);
            Rule held = hold("CleanupFunction");
            Rule broken = refuse("CleanupFunction", "s3", middle);
            photoIds.forEach(alice.client()::delete);
            FAULTS.remove(held);
            quiet();

            assertThat(alice.feed()).isEmpty();
            assertThat(objects(alice)).isNotEmpty().allMatch(key -> key.contains(middle));
            Message letter = letters().only("StreamDeadLetterQueue");
            DeadLetters.Failure failure = givenUp("CleanupFunction", letter);
            JsonNode image = failure.event().at("/Records/0/dynamodb/NewImage");
            assertThat(image.at("/photoId/S").asText()).isEqualTo(middle);
            assertThat(image.at("/state/S").asText()).isEqualTo("DELETED");

            FAULTS.remove(broken);
            replay(failure, letter);

            assertThat(objects(alice)).isEmpty();
        }
    }

    private static List<String> objects(Person owner) {
        return Stream.of("UploadsBucket", "MediaBucket")
                .flatMap(bucket -> aws().keys(bucket, owner.userId() + "/").stream())
                .toList();
    }

    @Test
    void aFriendshipWithoutABackfillIsReplayedFromItsStreamRecord() {
        try (Person alice = person("alice");
                Person plug = person("plug");
                Person first = person("first");
                Person middle = person("middle");
                Person last = person("last")) {
            List<Person> friends = List.of(plug, first, middle, last);
            String hers = alice.shares(TestPhotos.jpeg()).photoId();
            List<String> theirs = friends.stream()
                    .map(friend -> friend.shares(TestPhotos.jpeg()).photoId())
                    .toList();
            Rule held = hold("FeedFriendshipsFunction");
            // Of the pair's two rows the one whose feed is alice's: the other reads her photos, not theirs.
            Rule broken = refuse(
                    "FeedFriendshipsFunction", "dynamodb", aws().resources().name("PhotosTable"), middle.userId());
            friends.forEach(alice::befriends);
            FAULTS.remove(held);
            quiet();

            assertThat(alice.photoIdsInFeed())
                    .containsExactlyInAnyOrder(hers, theirs.get(0), theirs.get(1), theirs.get(3));
            assertThat(friends)
                    .allSatisfy(friend -> assertThat(friend.photoIdsInFeed())
                            .containsExactlyInAnyOrder(hers, theirs.get(friends.indexOf(friend))));
            Message letter = letters().only("StreamDeadLetterQueue");
            DeadLetters.Failure failure = givenUp("FeedFriendshipsFunction", letter);
            JsonNode keys = failure.event().at("/Records/0/dynamodb/Keys");
            assertThat(keys.at("/userId/S").asText()).isEqualTo(alice.userId());
            assertThat(keys.at("/friendId/S").asText()).isEqualTo(middle.userId());

            FAULTS.remove(broken);
            replay(failure, letter);

            assertThat(alice.photoIdsInFeed())
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(Stream.of(hers), theirs.stream()).toList());
        }
    }

    /// What a message in StreamDeadLetterQueue leads to: one record that the function was given and did not get done.
    private static DeadLetters.Failure givenUp(String function, Message letter) {
        DeadLetters.Failure failure = letters().failure(letter);
        assertThat(failure.bucket()).isEqualTo(aws().resources().name("FailuresBucket"));
        assertThat(failure.content().at("/requestContext/functionArn").asText())
                .endsWith(":" + aws().resources().name(function));
        assertThat(failure.content().at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
        assertThat(failure.content().at("/DDBStreamBatchInfo/batchSize").asInt())
                .isEqualTo(1);
        assertThat(failure.event().path("Records")).hasSize(1);
        return failure;
    }

    private static void replay(DeadLetters.Failure failure, Message letter) {
        letters().replay(failure);
        letters().delete(failure);
        letters().delete("StreamDeadLetterQueue", letter);
        quiet();
    }

    @Test
    void aChunkOfALargeAudienceIsMovedBackToItsQueue() {
        try (Person alice = person("alice");
                Person bob = person("bob")) {
            alice.befriends(bob);
            List<String> audience = new ArrayList<>(Friendships.writeAudience(aws(), alice.userId(), MANY));
            audience.add(bob.userId());
            // A slow chunk is no dead letter, and functions run no faster than elsewhere: this one starts at leisure.
            chunksTimeOutAfter(60);
            String earlier = alice.shares(TestPhotos.jpeg()).photoId();
            quiet();
            chunksTimeOutAfter(15);
            Uploads uploads = Uploads.announce(alice);
            String feeds = aws().resources().name("FeedsTable");
            Rule broken = refuse("FeedFanOutFunction", "dynamodb", feeds, uploads.middle(), bob.userId());
            uploads.upload();
            quiet();

            assertThat(bob.photoIdsInFeed()).containsExactlyInAnyOrder(earlier, uploads.first(), uploads.last());
            JsonNode chunk =
                    DeadLetters.json(letters().only("FanOutDeadLetterQueue").body());
            assertThat(chunk.path("photoId").asText()).isEqualTo(uploads.middle());
            assertThat(chunk.path("userIds")).extracting(JsonNode::asText).contains(bob.userId());
            Photo photo = alice.seesInFeed(uploads.middle());
            String row = photo.publishedAt() + "#" + photo.photoId();
            List<String> elsewhere = new ArrayList<>(audience);
            chunk.path("userIds").forEach(user -> elsewhere.remove(user.asText()));
            assertThat(elsewhere).isNotEmpty();
            assertThat(aws().feedsWith(row, elsewhere)).hasSameSizeAs(elsewhere);

            FAULTS.remove(broken);
            aws().sqs().startMessageMoveTask(request -> request.sourceArn(aws().queueArn("FanOutDeadLetterQueue")));

            bob.seesInFeed(uploads.middle());
            quiet();
            assertThat(bob.photoIdsInFeed())
                    .containsExactlyInAnyOrder(earlier, uploads.first(), uploads.middle(), uploads.last());
            assertThat(aws().feedsWith(row, audience)).hasSameSizeAs(audience);
        }
    }

    private static void chunksTimeOutAfter(int seconds) {
        aws().sqs()
                .setQueueAttributes(
                        request -> request.queueUrl(aws().resources().name("FanOutQueue"))
                                .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, String.valueOf(seconds))));
    }

    @Test
    void anActivityThatItsSubscriberDidNotTakeIsSentToItsQueue() {
        try (Person alice = person("alice")) {
            String queue = aws().resources().name("PhotoActivityQueue");
            Uploads uploads = Uploads.announce(alice);
            Rule broken =
                    FAULTS.add(Rule.refusing(Rule.SNS, "sqs", aws().queueArn("PhotoActivityQueue"), uploads.middle()));
            uploads.upload();
            quiet();

            assertThat(published(queue, alice)).containsExactlyInAnyOrder(uploads.first(), uploads.last());
            Message letter = letters().only("PhotoActivityDeadLetterQueue");
            assertThat(DeadLetters.json(letter.body()).path("photoId").asText()).isEqualTo(uploads.middle());
            assertThat(attributes(letter)).isEqualTo(Map.of("kind", "PUBLISHED", "visibility", "FRIENDS"));

            FAULTS.remove(broken);
            aws().sqs()
                    .sendMessage(request -> request.queueUrl(queue)
                            .messageBody(letter.body())
                            .messageAttributes(letter.messageAttributes()));
            letters().delete("PhotoActivityDeadLetterQueue", letter);

            assertThat(published(queue, alice)).containsExactly(uploads.middle());
        }
    }

    private static Map<String, String> attributes(Message message) {
        return message.messageAttributes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().stringValue()));
    }

    /// The owner's photos that the subscriber's queue has told of since it was last asked.
    private static List<String> published(String queue, Person owner) {
        List<JsonNode> activities = new ArrayList<>();
        List<Message> received;
        do {
            received = aws().sqs()
                    .receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10))
                    .messages();
            for (Message message : received) {
                aws().sqs().deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
                activities.add(DeadLetters.json(message.body()));
            }
        } while (!received.isEmpty());
        return activities.stream()
                .filter(activity -> activity.path("ownerId").asText().equals(owner.userId()))
                .filter(activity -> activity.path("kind").asText().equals("PUBLISHED"))
                .map(activity -> activity.path("photoId").asText())
                .toList();
    }

    /// Three photos of one owner: something happens to the one in the middle.
    private record Uploads(Person owner, List<NewPhoto> photos, List<Intent> intents) {
        static Uploads announce(Person owner) {
            List<NewPhoto> photos = List.of(TestPhotos.jpeg(), TestPhotos.jpeg(), TestPhotos.jpeg());
            return new Uploads(owner, photos, owner.client().announce(photos));
        }

        void upload() {
            for (int i = 0; i < photos.size(); i++) {
                owner.client().upload(intents.get(i), photos.get(i));
            }
        }

        List<String> photoIds() {
            return intents.stream().map(Intent::photoId).toList();
        }

        String first() {
            return photoIds().get(0);
        }

        String middle() {
            return photoIds().get(1);
        }

        String last() {
            return photoIds().get(2);
        }
    }

    /// Breaks a function for calls that concern all of these names.
    private static Rule refuse(String function, String service, String... names) {
        return FAULTS.add(Rule.refusing(aws().resources().name(function), service, names));
    }

    /// Makes a stream's records wait behind the first that comes, so that they come in one batch.
    private static Rule hold(String function) {
        return FAULTS.add(Rule.holding(aws().resources().name(function)));
    }

    private static Person person(String name) {
        return Person.named(name, cloud());
    }

    private static DeadLetters letters() {
        return new DeadLetters(aws());
    }

    private static Aws aws() {
        return Objects.requireNonNull(administrator);
    }

    private static LocalCloud cloud() {
        return Objects.requireNonNull(running);
    }

    private static void quiet() {
        cloud().awaitQuiet(Waiting.LIMIT);
    }
}
