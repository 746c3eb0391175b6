package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.NewPhoto;
import dev.darkroom.client.ProblemException;
import dev.darkroom.client.Views.Intent;
import dev.darkroom.client.Views.Photo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Announcements that come again, of files that do, and too many of them.
interface AnnouncingScenarios {
    /// The default of the template's parameter PendingPhotos.
    int PENDING_PHOTOS = 500;

    int AT_ONCE = 20;

    Cloud cloud();

    @Test
    default void anAnnouncementThatComesAgainAnswersTheSamePhotosAsTheyAre() {
        List<NewPhoto> photos = List.of(TestPhotos.jpeg(), TestPhotos.jpeg());
        String key = UUID.randomUUID().toString();
        try (Person alice = Person.named("alice", cloud())) {
            List<Intent> first = alice.client().announce(photos, key);
            alice.client().upload(first.getFirst(), photos.getFirst());
            alice.ready(first.getFirst().photoId());

            List<Intent> again = alice.client().announce(photos, key);

            assertThat(ids(again)).isEqualTo(ids(first));
            assertThat(again).extracting(Intent::state).containsExactly("READY", "PENDING");
            assertThat(again.getFirst().upload()).isNull();
            alice.client().upload(again.getLast(), photos.getLast());
            alice.ready(again.getLast().photoId());
            assertThatThrownBy(() -> alice.client().announce(photos.reversed(), key))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.status()).isEqualTo(422));
            assertThat(alice.client().photos(Optional.empty()).items())
                    .extracting(Photo::photoId)
                    .containsExactlyElementsOf(ids(first).reversed());
        }
    }

    @Test
    default void announcementsUnderOneKeyAtTheSameMomentAnswerTheSamePhotos() throws Exception {
        List<NewPhoto> photos = List.of(TestPhotos.jpeg(), TestPhotos.jpeg(), TestPhotos.jpeg());
        try (Person alice = Person.named("alice", cloud());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 3; round++) {
                String key = UUID.randomUUID().toString();
                Callable<List<String>> announce = () -> ids(alice.client().announce(photos, key));
                Set<List<String>> answers = new HashSet<>();
                for (Future<List<String>> answer : threads.invokeAll(Collections.nCopies(4, announce))) {
                    answers.add(answer.get());
                }
                assertThat(answers).hasSize(1);
            }
            assertThat(alice.client().photos(Optional.empty()).items()).hasSize(3);
        }
    }

    @Test
    default void theSameFileAgainIsTheSamePhotoUntilThatIsDeleted() {
        NewPhoto photo = TestPhotos.jpeg();
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud())) {
            Photo shared = alice.shares(photo);

            List<Intent> again = alice.client().announce(List.of(photo, TestPhotos.jpeg(), photo));

            assertThat(again.getFirst().photoId()).isEqualTo(shared.photoId());
            assertThat(again.getFirst().state()).isEqualTo("READY");
            assertThat(again.getFirst().upload()).isNull();
            assertThat(again.get(2)).isEqualTo(again.getFirst());
            assertThat(again.get(1).photoId()).isNotEqualTo(shared.photoId());
            assertThat(bob.client().announce(List.of(photo)).getFirst().photoId())
                    .as("another's")
                    .isNotEqualTo(shared.photoId());

            alice.client().delete(shared.photoId());
            assertThat(alice.shares(photo).photoId()).isNotEqualTo(shared.photoId());
        }
    }

    @Test
    default void whoAnnouncesTooMuchIsToldWhenThereIsRoom() {
        var random = new SplittableRandom(1);
        try (Person alice = Person.named("alice", cloud())) {
            for (int announced = 0; announced < PENDING_PHOTOS; announced += AT_ONCE) {
                alice.client()
                        .announce(Stream.generate(() -> bytes(random))
                                .limit(AT_ONCE)
                                .toList());
            }

            assertThatThrownBy(() -> alice.client().announce(List.of(bytes(random))))
                    .isInstanceOfSatisfying(ProblemException.class, problem -> {
                        assertThat(problem.status()).isEqualTo(429);
                        assertThat(problem.type()).endsWith("too-many-pending");
                        assertThat(problem.retryAfter().orElseThrow())
                                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(15));
                    });
        }
    }

    @Test
    default void aLookupKeepsToItsKeyToo() throws Exception {
        String token = cloud().token("keyed-" + UUID.randomUUID());
        String photo = "{\"ownerId\":\"nobody\",\"photoId\":\"01KAJ5ZJ0M3V9R8X7W6T5S4Q3P\"}";
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(lookUp(http, token, "{\"photos\":[" + photo + "]}")).isEqualTo(200);
            assertThat(lookUp(http, token, "{\"photos\":[" + photo + "]}")).isEqualTo(200);
            assertThat(lookUp(http, token, "{\"photos\":[" + photo + "," + photo + "]}"))
                    .isEqualTo(422);
        }
    }

    private int lookUp(HttpClient http, String token, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(cloud().api() + "/photos/lookup"))
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", "lookup-1")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static NewPhoto bytes(SplittableRandom random) {
        var bytes = new byte[100];
        random.nextBytes(bytes);
        return NewPhoto.of(bytes, "image/jpeg");
    }

    private static List<String> ids(List<Intent> intents) {
        List<String> ids = new ArrayList<>();
        intents.forEach(intent -> ids.add(intent.photoId()));
        return ids;
    }
}
