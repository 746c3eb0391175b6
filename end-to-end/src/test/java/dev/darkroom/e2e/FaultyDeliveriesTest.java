package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.Views.Intent;
import dev.darkroom.localcloud.LocalCloud;
import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.faults.Chances;
import dev.darkroom.localcloud.faults.Fate;
import dev.darkroom.localcloud.faults.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A cloud in which every third delivery goes wrong: notifications and events come twice, functions fail before or
/// after their work, and get the event again. The scenarios hold all the same, and nothing is seen twice.
class FaultyDeliveriesTest implements FirstPhotoScenario, FeedScenarios {
    private static final long SEED = 4;
    private static final int STEPS = 40;
    /// One more than what one invocation writes itself.
    private static final int MANY = 501;

    private static final Faults FAULTS = new Faults(new Chances(SEED, 0.1, 0.1, 0.15, 1));
    private static @Nullable LocalCloud running;

    @BeforeAll
    static void start(@TempDir Path data) {
        running = LocalCloud.start(LocalClouds.options(data)
                // Ten seconds, and many times: a chunk that is slow is no dead letter.
                .withParameters(
                        TestParameters.with(Map.of("FanOutVisibilitySeconds", "600", "FanOutMaxReceiveCount", "100")))
                .withTimeScale(new TimeScale(60))
                .withFaults(FAULTS));
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Override
    public Cloud cloud() {
        return Objects.requireNonNull(running);
    }

    @Test
    void aRandomHistoryEndsWithEachPhotoOnceInEachFeedItBelongsIn() {
        var random = new Random(SEED);
        try (Aws aws = Aws.of(cloud().resources());
                Person popular = Person.named("popular", cloud());
                Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud());
                Person carol = Person.named("carol", cloud())) {
            Friendships.writeAudience(aws, popular.userId(), MANY);
            var history = new History(List.of(alice, bob, carol), random);

            history.befriend(popular, alice);
            history.share(popular);
            for (int step = 0; step < STEPS; step++) {
                history.step();
            }
            history.share(popular);
            cloud().awaitQuiet(Duration.ofMinutes(3));

            assertThat(history.shared).hasSizeGreaterThan(STEPS / 4);
            for (Person person : List.of(popular, alice, bob, carol)) {
                assertThat(person.photoIdsInFeed())
                        .as("the feed of " + person.userId())
                        .containsExactlyInAnyOrderElementsOf(history.feedOf(person));
                assertThat(rows(aws, person).values())
                        .as("the rows of " + person.userId())
                        .allMatch(count -> count == 1);
            }
            assertThat(DeadLetters.QUEUES)
                    .allSatisfy(
                            queue -> assertThat(aws.messages(queue)).as(queue).isZero());
            assertThat(FAULTS.counts())
                    .containsOnlyKeys(Fate.TWICE, Fate.FAILS_BEFORE, Fate.FAILS_AFTER, Fate.NOTIFIED_TWICE);
        }
    }

    /// How many rows there are of each photo in a feed.
    private static Map<String, Long> rows(Aws aws, Person person) {
        return aws.feedRows(person.userId()).stream()
                .map(row -> Objects.requireNonNull(row.get("row")))
                .map(AttributeValue::s)
                .collect(Collectors.groupingBy(row -> row.substring(row.indexOf('#')), Collectors.counting()));
    }

    /// What people did, and what is to come of it. It waits for nothing that it does not need.
    private static final class History {
        private final List<Person> people;
        private final Random random;
        private final List<Upload> shared = new ArrayList<>();
        private final List<List<Person>> friendships = new ArrayList<>();

        private record Upload(Person owner, String photoId) {}

        History(List<Person> people, Random random) {
            this.people = people;
            this.random = random;
        }

        void step() {
            switch (random.nextInt(10)) {
                case 0, 1 -> befriend(any(people), any(people));
                case 2 -> unfriend();
                case 3, 4 -> delete();
                default -> share(any(people));
            }
        }

        void share(Person owner) {
            Intent intent = owner.client().share(TestPhotos.jpeg());
            shared.add(new Upload(owner, intent.photoId()));
        }

        private void delete() {
            if (!shared.isEmpty()) {
                Upload gone = shared.remove(random.nextInt(shared.size()));
                gone.owner().client().delete(gone.photoId());
            }
        }

        void befriend(Person one, Person other) {
            if (!one.equals(other) && !areFriends(one, other)) {
                one.befriends(other);
                friendships.add(List.of(one, other));
            }
        }

        private void unfriend() {
            if (!friendships.isEmpty()) {
                List<Person> pair = friendships.remove(random.nextInt(friendships.size()));
                pair.getFirst().client().unfriend(pair.getLast().userId());
            }
        }

        private <T> T any(List<T> some) {
            return some.get(random.nextInt(some.size()));
        }

        private boolean areFriends(Person one, Person other) {
            return friendships.stream().anyMatch(pair -> pair.contains(one) && pair.contains(other));
        }

        List<String> feedOf(Person reader) {
            return shared.stream()
                    .filter(upload -> upload.owner().equals(reader) || areFriends(upload.owner(), reader))
                    .map(Upload::photoId)
                    .toList();
        }
    }
}
