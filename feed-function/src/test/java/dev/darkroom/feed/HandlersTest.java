package dev.darkroom.feed;

import static dev.darkroom.feed.FeedWorld.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.darkroom.model.JournalEntry;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.PhotoItem;
import dev.darkroom.tables.Samples;
import dev.darkroom.telemetry.CapacityMeter;
import dev.darkroom.telemetry.Log;
import dev.darkroom.telemetry.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// The handlers, with events in the JSON that AWS sends and answers in the JSON that it reads.
final class HandlersTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Log log = Log.of("feed", Clock.systemUTC(), lines::add);
    private final FeedWorld world = new FeedWorld(Limits.STANDARD);
    private final UserId alice = world.user("alice");
    private final UserId bob = world.user("bob");
    private final UserId carol = world.user("carol");
    private final PhotoKey first = world.ready(alice, 1, Visibility.FRIENDS);
    private final PhotoKey second = world.ready(alice, 2, Visibility.FRIENDS);

    HandlersTest() {
        world.friendships.makeFriends(alice, bob, NOW);
        world.friendships.makeFriends(alice, carol, NOW);
    }

    private static <T> T read(Class<T> type, String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(HandlersTest.class.getResourceAsStream("/events/" + name))) {
            return LambdaEventSerializers.serializerFor(type, HandlersTest.class.getClassLoader())
                    .fromJson(resource);
        }
    }

    private static <T> String json(Class<T> type, T answer) {
        var bytes = new ByteArrayOutputStream();
        LambdaEventSerializers.serializerFor(type, HandlersTest.class.getClassLoader())
                .toJson(answer, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void photosThatBecameReadyReachTheirFeeds() throws IOException {
        world.ready(alice, 3, Visibility.FRIENDS);
        var handler = new PhotoChangesHandler(world.publication, log, new CapacityMeter());

        StreamsEventResponse answer =
                handler.handleRequest(read(DynamodbEvent.class, "photos-ready.json"), new TestContext());

        assertThat(json(StreamsEventResponse.class, answer)).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(world.feed(bob)).hasSize(3);
        assertThat(world.topic).hasSize(3);
        assertThat(world.topic.getFirst().activity().eventId()).isEqualTo("01KAJ3N0000000000000000001#2");
        assertThat(lines).hasSize(3).noneMatch(line -> line.contains("alice") || line.contains("Harbour"));
    }

    @Test
    void theFirstFailureIsReportedAndWhatFollowsIsLeftForTheNextDelivery() throws IOException {
        List<PhotoKey> seen = new ArrayList<>();
        var broken = new FeedWorld(Limits.STANDARD, () -> {
            if (!seen.isEmpty()) {
                throw new IllegalStateException("the table is away");
            }
        });
        UserId owner = broken.user("alice");
        broken.ready(owner, 1, Visibility.FRIENDS);
        Log failing = Log.of("feed", Clock.systemUTC(), line -> {
            lines.add(line);
            seen.add(first);
        });
        var handler = new PhotoChangesHandler(broken.publication, failing, new CapacityMeter());

        StreamsEventResponse answer =
                handler.handleRequest(read(DynamodbEvent.class, "photos-ready.json"), new TestContext());

        assertThat(json(StreamsEventResponse.class, answer))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"100000000000000000002\"}]}");
        assertThat(broken.topic).hasSize(1);
        assertThat(lines.getLast()).contains("\"level\":\"ERROR\"").doesNotContain("the table is away");
    }

    @Test
    void anAcceptedFriendshipBackfillsBothDirections() throws IOException {
        var handler = new FriendshipChangesHandler(world.backfill, log, new CapacityMeter());

        StreamsEventResponse answer =
                handler.handleRequest(read(DynamodbEvent.class, "friendship-accepted.json"), new TestContext());

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(world.feed(bob)).containsExactly(second, first);
        assertThat(world.feed(alice)).isEmpty();
    }

    @Test
    void chunksAreDoneEachForItselfAndOnlyTheUnreadableOneComesAgain() throws IOException {
        var handler = new FanOutHandler(world.fanOut, log, new CapacityMeter());

        SQSBatchResponse answer = handler.handleRequest(read(SQSEvent.class, "fan-out.json"), new TestContext());

        assertThat(json(SQSBatchResponse.class, answer))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"059f36b4-87a3-44ab-83d2-661975830002\"}]}");
        assertThat(world.feed(bob)).containsExactly(second, first);
        assertThat(world.feed(carol)).containsExactly(first);
        assertThat(world.journal.read(first.photoId()))
                .extracting(JournalEntry::attempt)
                .containsExactly(2);
        assertThat(lines.getLast()).contains("\"message\":\"Chunks done\"").contains("\"count\":2");
    }

    @Test
    void aMissingVariableIsNamedAtTheStart() {
        Map<String, String> aws = Map.of(
                "AWS_REGION",
                "eu-central-1",
                "AWS_ACCESS_KEY_ID",
                "a",
                "AWS_SECRET_ACCESS_KEY",
                "b",
                "PHOTOS_TABLE",
                "p",
                "FRIENDSHIPS_TABLE",
                "f",
                "FEEDS_TABLE",
                "e");

        assertThatThrownBy(() -> FeedWiring.of(aws)).hasMessageContaining("JOURNAL_TABLE");
    }

    @Test
    void anImageReadsAsTheItemItIsOf() throws IOException {
        var image = read(DynamodbEvent.class, "photos-ready.json")
                .getRecords()
                .getFirst()
                .getDynamodb()
                .getNewImage();

        var photo = PhotoItem.read(StreamImages.of(image).orElseThrow());

        assertThat(photo.capture()).contains(Samples.capture());
        assertThat(photo.tags()).containsExactly("sea", "morning");
        assertThat(photo.media().orElseThrow().renditions()).hasSize(1);
    }
}
