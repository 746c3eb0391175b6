package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.DarkroomClient;
import dev.darkroom.client.NewPhoto;
import dev.darkroom.client.ProblemException;
import dev.darkroom.client.Uploaded;
import dev.darkroom.client.Views.Intent;
import dev.darkroom.client.Views.Photo;
import dev.darkroom.client.Views.Rejection;
import dev.darkroom.client.Views.Upload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What uploads are taken, and what becomes of those that are not.
interface UploadScenarios {
    Cloud cloud();

    @Test
    default void everyUploadTypeBecomesReady() {
        List<NewPhoto> photos = List.of(TestPhotos.jpeg(), TestPhotos.png(), TestPhotos.gif(), TestPhotos.webp());
        try (Person alice = Person.named("alice", cloud())) {
            List<Intent> intents = alice.client().announce(photos);
            for (int i = 0; i < photos.size(); i++) {
                alice.client().upload(intents.get(i), photos.get(i));
            }

            for (Intent intent : intents) {
                Photo ready = alice.ready(intent.photoId());
                assertThat(ready.shown()).isNotEmpty();
            }
        }
    }

    @Test
    default void aFileThatIsNoImageIsRejectedWithAReasonAndItsObjectsGo() {
        byte[] text = "This is not a photo.".getBytes(StandardCharsets.UTF_8);
        try (Person alice = Person.named("alice", cloud());
                Aws aws = Aws.of(cloud().resources())) {
            Intent intent = alice.client().share(NewPhoto.of(text, "image/jpeg"));

            Photo rejected = alice.inState("REJECTED", intent.photoId());

            Rejection rejection = Objects.requireNonNull(rejected.rejection());
            assertThat(rejection.reason()).isEqualTo("NOT_AN_IMAGE");
            assertThat(rejection.message()).isNotBlank();
            String prefix = alice.userId() + "/" + intent.photoId();
            Waiting.until("the original is gone")
                    .untilAsserted(
                            () -> assertThat(aws.keys("UploadsBucket", prefix)).isEmpty());
            assertThat(alice.feed()).isEmpty();
        }
    }

    @Test
    default void aTypeThatIsNotSupportedIsRefusedBeforeItIsUploaded() {
        try (Person alice = Person.named("alice", cloud())) {
            assertThatThrownBy(() -> alice.client().share(NewPhoto.of(new byte[] {1}, "image/heic")))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.status()).isEqualTo(415));
        }
    }

    @Test
    default void theSecondPutIsToldThatTheOriginalIsThere() {
        NewPhoto photo = TestPhotos.jpeg();
        try (Person alice = Person.named("alice", cloud())) {
            Intent intent = alice.client().announce(List.of(photo)).getFirst();

            assertThat(alice.client().upload(intent, photo)).isInstanceOf(Uploaded.Stored.class);
            assertThat(alice.client().upload(intent, photo)).isInstanceOf(Uploaded.AlreadyThere.class);
        }
    }

    @Test
    default void whoeverBeginsWithAnUploadHasAProfileToo() {
        String name = "dave-" + UUID.randomUUID().toString().substring(0, 18);
        try (Person alice = Person.named("alice", cloud());
                DarkroomClient dave = new DarkroomClient(cloud(), name)) {
            dave.announce(List.of(TestPhotos.jpeg()));
            assertThat(alice.client().find(name)).isPresent();
        }
    }

    @Test
    default void anUploadUrlCanBeAskedForAgain() {
        NewPhoto photo = TestPhotos.jpeg();
        try (Person alice = Person.named("alice", cloud())) {
            Intent intent = alice.client().announce(List.of(photo)).getFirst();

            Intent renewed = alice.client().renew(intent.photoId());

            assertThat(alice.client().upload(renewed, photo)).isInstanceOf(Uploaded.Stored.class);
            alice.ready(intent.photoId());
        }
    }

    @Test
    default void otherBytesThanTheAnnouncedAreRefusedAndTheRightOnesStillGetIn() throws Exception {
        NewPhoto photo = TestPhotos.jpeg();
        try (Person alice = Person.named("alice", cloud());
                HttpClient http = HttpClient.newHttpClient()) {
            Intent intent = alice.client().announce(List.of(photo)).getFirst();
            byte[] flipped = photo.bytes().clone();
            flipped[flipped.length - 1] ^= 1;
            Upload upload = Objects.requireNonNull(intent.upload());
            byte[] shorter = Arrays.copyOf(photo.bytes(), photo.bytes().length - 1);

            assertThat(put(http, upload, flipped)).isBetween(400, 403);
            assertThat(put(http, upload, shorter)).isBetween(400, 403);

            alice.client().upload(intent, photo);
            assertThat(alice.ready(intent.photoId()).photoId()).isEqualTo(intent.photoId());
        }
    }

    private static int put(HttpClient http, Upload upload, byte[] bytes) throws IOException, InterruptedException {
        HttpRequest.Builder put = HttpRequest.newBuilder(URI.create(upload.url()))
                .method(upload.method(), HttpRequest.BodyPublishers.ofByteArray(bytes));
        upload.headers().forEach(put::header);
        return http.send(put.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
