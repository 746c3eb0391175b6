package dev.darkroom.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.client.LocalCloudAttachment;
import dev.darkroom.client.NewPhoto;
import dev.darkroom.e2e.Waiting;
import dev.darkroom.e2e.crash.Judge.Seen;
import dev.darkroom.e2e.crash.Uploads.Put;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes are killed, as `kill -9` does it, at moments that a seed chooses, while two users upload; what they and a
/// third see in the end is judged through the API.
///
/// `-Ddarkroom.crash.seed` and `-Ddarkroom.crash.rounds` choose another sequence, or a longer one.
class CrashSafetyTest {
    private static final long SEED = Long.getLong("darkroom.crash.seed", 1);
    private static final int ROUNDS = Integer.getInteger("darkroom.crash.rounds", 100);
    private static final int ROUNDS_PER_JUDGEMENT = 20;
    private static final int ATTEMPTS_PER_EVENT = 3;
    /// As many events run at once. Most attempts outlive the death of DynamoDB's process, whose calls are retried.
    private static final int ATTEMPTS_PER_KILL = 2 * Runtime.getRuntime().availableProcessors();

    private final Map<Crash.Victim, Integer> deaths = new EnumMap<>(Crash.Victim.class);
    private final List<Put> stored = new ArrayList<>();
    private final Set<String> judged = new HashSet<>();
    private int attemptsGivenUp;

    @Test
    void everyStoredPhotoArrivesOnceWhateverDies(@TempDir Path folder) throws Exception {
        long began = System.nanoTime();
        try (BuiltProject project = BuiltProject.linkedIn(folder.resolve("project"));
                FragileCloud cloud = FragileCloud.start(project.folder(), folder.resolve("data"));
                LocalCloudAttachment attachment = cloud.attach();
                Users users = Users.of(attachment)) {
            warmUp(cloud, users, attachment);
            try (Uploads uploads = users.uploads(SEED)) {
                crash(cloud, uploads, () -> judge(uploads, users, attachment));
            }
            judgeAll(users);
        }
        report(Duration.ofNanos(System.nanoTime() - began));
        assertThat(new CloudProcesses(folder.resolve("data")).alive()).isEmpty();
    }

    /// A stop in order, after each function has run, writes the class archives with which all later starts are fast.
    private void warmUp(FragileCloud cloud, Users users, LocalCloudAttachment attachment) throws IOException {
        var random = new SplittableRandom(SEED);
        for (boolean decodable : List.of(true, false)) {
            NewPhoto photo = decodable ? SmallPhotos.decodable(random) : SmallPhotos.undecodable(random);
            stored.add(new Put(users.alice().share(photo).photoId(), "alice", decodable));
        }
        stored.forEach(put -> judged.add(put.photoId()));
        attachment.awaitQuiet(Waiting.LIMIT);
        cloud.close();
        assertThat(cloud.processes().alive()).isEmpty();
        cloud.restart();
    }

    private void crash(FragileCloud cloud, Uploads uploads, Runnable judgement) {
        for (int round = 1; round <= ROUNDS; round++) {
            Crash crash = Crash.of(SEED, round);
            try {
                cloud.suffer(crash, uploads);
                deaths.merge(crash.victim(), crash.moment() == Crash.Moment.STARTED ? 2 : 1, Integer::sum);
                if (round % ROUNDS_PER_JUDGEMENT == 0 || round == ROUNDS) {
                    uploads.whileNobodyUploads(judgement);
                    System.out.printf("%s: %d photos are where they belong%n", crash, stored.size());
                }
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "at %s; again with -Ddarkroom.crash.seed=%d -Ddarkroom.crash.rounds=%d; the cloud said last:%n%s"
                                .formatted(
                                        crash,
                                        SEED,
                                        ROUNDS,
                                        String.join("\n", cloud.up().lastLines())),
                        e);
            }
        }
    }

    private void judge(Uploads uploads, Users users, LocalCloudAttachment cloud) {
        cloud.awaitQuiet(Waiting.LIMIT);
        try (GivenUp givenUp = GivenUp.in(cloud.resources())) {
            assertThat(givenUp.unexplained()).isZero();
            attemptsGivenUp += givenUp.replay();
        }
        assertThat(attemptsGivenUp).as("attempts that were in vain").isLessThanOrEqualTo(ATTEMPTS_PER_KILL * kills());
        List<Put> fresh = uploads.stored().stream()
                .filter(put -> !judged.contains(put.photoId()))
                .toList();
        Waiting.until("all is right with what was stored")
                .untilAsserted(() ->
                        assertThat(Judge.complaints(fresh, users.see(judged))).isEmpty());
        stored.addAll(fresh);
        fresh.forEach(put -> judged.add(put.photoId()));
    }

    private int kills() {
        return deaths.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Everything once more, with the faults that a judge has to find.
    private void judgeAll(Users users) {
        Seen seen = users.see(Set.of());
        assertThat(Judge.complaints(stored, seen)).isEmpty();
        assertThat(stored).hasSizeGreaterThan(ROUNDS);
        assertThat(seen.states().values()).contains("READY", "REJECTED");

        Put lost = new Put("01LOST", "alice", true);
        assertThat(Judge.complaints(
                        Stream.concat(stored.stream(), Stream.of(lost)).toList(), seen))
                .as("a planted loss")
                .hasSize(1 + seen.feeds().size());
        Map<String, List<String>> doubled = new HashMap<>(seen.feeds());
        doubled.computeIfPresent(
                "carol",
                (_, feed) ->
                        Stream.concat(feed.stream(), feed.stream().limit(1)).toList());
        assertThat(Judge.complaints(stored, new Seen(seen.states(), doubled)))
                .as("a planted double")
                .singleElement()
                .asString()
                .contains("carol", "2 times");
    }

    private void report(Duration took) {
        System.out.printf(
                "%d rounds with seed %d in %d s; died: %s; stored: %d photos; replayed by hand: %d%n",
                ROUNDS, SEED, took.toSeconds(), deaths, stored.size(), attemptsGivenUp / ATTEMPTS_PER_EVENT);
    }
}
