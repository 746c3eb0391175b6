package dev.darkroom.upload;

import static dev.darkroom.upload.UploadFixture.ALICE;
import static dev.darkroom.upload.UploadFixture.ids;
import static dev.darkroom.upload.UploadFixture.manyPhotos;
import static dev.darkroom.upload.UploadFixture.photo;
import static dev.darkroom.upload.UploadFixture.photos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.tables.Samples;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Requests that come again, and files that do.
class AnnouncedAgainTest {
    private final UploadFixture uploads = new UploadFixture();
    private final ApiCall alice = uploads.alice;
    private final ApiCall keyed = alice.with("Idempotency-Key", "holiday-1");

    private List<Photo> stored() {
        return uploads.photos
                .list(ALICE, EnumSet.allOf(PhotoState.class), Optional.empty(), 100)
                .photos();
    }

    @Test
    void aRequestThatComesAgainMakesNothingAndAnswersThePhotosAsTheyAre() {
        ApiAnswer first = keyed.post("/photos", manyPhotos(4));
        PhotoKey ready = uploads.stored(first, 1).key();
        uploads.photos.recordReady(ready, Samples.media(ready, 1), Samples.capture(), uploads.now);
        PhotoKey refused = uploads.stored(first, 2).key();
        uploads.photos.recordRejected(refused, Samples.sequencer(1), Rejection.DAMAGED, uploads.now);
        uploads.photos.delete(uploads.stored(first, 3).key(), uploads.now);
        uploads.pass(Duration.ofHours(1));

        ApiAnswer again = keyed.post("/photos", manyPhotos(4));

        assertThat(again.status()).isEqualTo(201);
        assertThat(ids(again)).isEqualTo(ids(first)).hasSize(4);
        assertThat(stored()).hasSize(4);
        assertThat(again.at("/photos/0/upload/expiresAt")).isEqualTo("2026-11-21T11:15:00.000Z");
        assertThat(again.json().at("/photos/0/upload/headers"))
                .isEqualTo(first.json().at("/photos/0/upload/headers"));
        for (int i = 1; i < 4; i++) {
            assertThat(again.json().at("/photos/" + i).has("upload")).isFalse();
        }
        assertThat(List.of(again.at("/photos/1/state"), again.at("/photos/2/state"), again.at("/photos/3/state")))
                .containsExactly("READY", "REJECTED", "DELETED");
    }

    @Test
    void aKeyIsForOneRequest() {
        keyed.post("/photos", manyPhotos(1));
        String photoId = stored().getFirst().key().photoId().value();

        for (ApiAnswer other :
                List.of(keyed.post("/photos", manyPhotos(2)), keyed.post("/photos/" + photoId + "/upload", ""))) {
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.at("/type")).isEqualTo("urn:problem-type:darkroom:idempotency-key-reused");
        }
        assertThat(stored()).hasSize(1);
        assertThat(uploads.anyone
                        .as("bob")
                        .with("Idempotency-Key", "holiday-1")
                        .post("/photos", manyPhotos(2))
                        .status())
                .as("another user's key")
                .isEqualTo(201);
    }

    @Test
    void aRequestThatWasRefusedLeavesItsKeyFree() {
        assertThat(keyed.post("/photos", photos("{}")).status()).isEqualTo(400);

        assertThat(keyed.post("/photos", manyPhotos(1)).status()).isEqualTo(201);
        assertThat(alice.with("Idempotency-Key", "two words")
                        .post("/photos", manyPhotos(1))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anotherUrlCanBeAskedForUnderAKeyAndAgain() {
        String photoId = ids(alice.post("/photos", manyPhotos(1))).getFirst();
        ApiAnswer first = keyed.post("/photos/" + photoId + "/upload", "");
        uploads.pass(Duration.ofMinutes(1));

        ApiAnswer again = keyed.post("/photos/" + photoId + "/upload", "");

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.at("/upload/expiresAt")).isGreaterThan(first.at("/upload/expiresAt"));
    }

    @Test
    void aCrashBetweenClaimAndPhotosIsHealedByTheRepetition() {
        for (int surviving : List.of(0, 2)) {
            var fixture = new UploadFixture();
            ApiCall dying = fixture.over(dyingAfter(surviving, fixture.photos), fixture.requests)
                    .as("alice")
                    .with("Idempotency-Key", "k");
            assertThat(dying.post("/photos", manyPhotos(3)).status()).isEqualTo(500);
            List<Photo> left = fixture.photos
                    .list(ALICE, Set.of(PhotoState.PENDING), Optional.empty(), 9)
                    .photos();
            assertThat(left).hasSize(surviving);
            fixture.pass(Duration.ofHours(23));

            ApiCall again = fixture.alice.with("Idempotency-Key", "k");
            ApiAnswer healed = again.post("/photos", manyPhotos(3));

            assertThat(healed.status()).as(healed.body()).isEqualTo(201);
            assertThat(ids(healed))
                    .hasSize(3)
                    .isSorted()
                    .containsAll(left.stream()
                            .map(photo -> photo.key().photoId().value())
                            .toList());
            assertThat(ids(again.post("/photos", manyPhotos(3)))).isEqualTo(ids(healed));
            for (int i = 0; i < 3; i++) {
                assertThat(fixture.stored(healed, i).announcement().sha256())
                        .isEqualTo("%02x".formatted(i + 1).repeat(32));
            }
        }
    }

    /// The table as one who dies sees it: some intents are stored, then no more.
    private static PhotoTable dyingAfter(int intents, PhotoTable photos) {
        var left = new AtomicInteger(intents);
        return (PhotoTable) Proxy.newProxyInstance(
                PhotoTable.class.getClassLoader(), new Class<?>[] {PhotoTable.class}, (_, method, arguments) -> {
                    if (method.getName().equals("create") && left.getAndDecrement() <= 0) {
                        throw new IllegalStateException("dead");
                    }
                    try {
                        return method.invoke(photos, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    @RepeatedTest(20)
    void requestsUnderOneKeyAtTheSameMomentAnswerTheSamePhotos() throws InterruptedException, ExecutionException {
        List<Callable<ApiAnswer>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ApiCall environment =
                    uploads.over(uploads.photos, uploads.requests).as("alice").with("Idempotency-Key", "k");
            calls.add(() -> environment.post("/photos", manyPhotos(3)));
        }
        Set<List<String>> answered = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ApiAnswer> answer : threads.invokeAll(calls)) {
                assertThat(answer.get().status()).isEqualTo(201);
                answered.add(ids(answer.get()));
            }
        }

        assertThat(answered).hasSize(1);
        assertThat(stored()).hasSize(3);
    }

    @Test
    void theSameFileIsOnePhoto() {
        ApiAnswer first = alice.post("/photos", photos(photo(1)));
        uploads.pass(Duration.ofMinutes(20));

        ApiAnswer again = alice.post("/photos", photos(photo(2), photo(1).replace("}", ",\"title\":\"Sea\"}")));

        assertThat(ids(again).get(1)).isEqualTo(ids(first).getFirst());
        assertThat(again.at("/photos/1/state")).isEqualTo("PENDING");
        assertThat(again.at("/photos/1/upload/expiresAt")).isEqualTo("2026-11-21T10:35:00.000Z");
        assertThat(uploads.stored(again, 1).title()).as("announced first").isEmpty();
        assertThat(stored()).hasSize(2);
    }

    @Test
    void aFileThatIsReadyNeedsNoUrl() {
        ApiAnswer first = alice.post("/photos", photos(photo(1)));
        PhotoKey key = uploads.stored(first, 0).key();
        uploads.photos.recordReady(key, Samples.media(key, 1), Samples.capture(), uploads.now);

        ApiAnswer again = alice.post("/photos", photos(photo(1)));

        assertThat(again.json().at("/photos/0").toString())
                .isEqualTo("{\"photoId\":\"" + key.photoId() + "\",\"state\":\"READY\"}");
    }

    @Test
    void aFileTwiceInOneRequestIsOnePhotoTwice() {
        ApiAnswer answer = alice.post("/photos", photos(photo(1), photo(2), photo(1)));

        assertThat(ids(answer)).hasSize(3);
        assertThat(ids(answer).get(2))
                .isEqualTo(ids(answer).get(0))
                .isNotEqualTo(ids(answer).get(1));
        assertThat(answer.json().at("/photos/2")).isEqualTo(answer.json().at("/photos/0"));
        assertThat(stored()).hasSize(2);
    }

    @Test
    void whatWasRefusedDeletedOrForgottenIsAnnouncedAnew() {
        PhotoKey refused =
                uploads.stored(alice.post("/photos", photos(photo(1))), 0).key();
        uploads.photos.recordRejected(refused, Samples.sequencer(1), Rejection.TRUNCATED, uploads.now);
        PhotoKey deleted =
                uploads.stored(alice.post("/photos", photos(photo(2))), 0).key();
        uploads.photos.delete(deleted, uploads.now);
        PhotoKey expired =
                uploads.stored(alice.post("/photos", photos(photo(3))), 0).key();

        assertThat(ids(alice.post("/photos", manyPhotos(3))))
                .doesNotContain(refused.photoId().value(), deleted.photoId().value())
                .contains(expired.photoId().value());
        uploads.pass(Photo.KEPT);
        assertThat(ids(alice.post("/photos", photos(photo(3)))))
                .doesNotContain(expired.photoId().value());
    }

    @Test
    void anAnnouncementThatIsPutRightIsAnotherPhoto() {
        String wrong = ids(alice.post("/photos", photos(photo(1)))).getFirst();

        assertThat(ids(alice.post("/photos", photos(photo(1).replace("image/jpeg", "image/png")))))
                .doesNotContain(wrong);
        assertThat(ids(alice.post("/photos", photos(photo(1).replace("1234", "1235")))))
                .doesNotContain(wrong);
    }

    @Test
    void anotherUsersFileIsNotFound() {
        String hers = ids(alice.post("/photos", photos(photo(1)))).getFirst();

        assertThat(ids(uploads.anyone.as("bob").post("/photos", photos(photo(1)))))
                .doesNotContain(hers);
    }
}
