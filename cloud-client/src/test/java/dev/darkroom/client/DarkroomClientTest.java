package dev.darkroom.client;

import static dev.darkroom.client.ScriptedCloud.photo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.client.ScriptedCloud.Received;
import dev.darkroom.client.Views.Intent;
import dev.darkroom.client.Views.Photo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the client does of its own accord: uploads by the rules, waiting, reading pages.
final class DarkroomClientTest {
    private static final NewPhoto PHOTO = NewPhoto.of("bytes".getBytes(UTF_8), "image/jpeg");

    private final ScriptedCloud cloud = new ScriptedCloud();
    private final DarkroomClient alice = new DarkroomClient(cloud, "alice");

    @BeforeEach
    void alicesProfile() {
        cloud.on("GET /me", 200, "{\"userId\":\"u\",\"displayName\":\"Alice\",\"friendCount\":0,\"createdAt\":\"\"}");
    }

    @AfterEach
    void stop() {
        alice.close();
        cloud.close();
    }

    @Test
    void aPhotoIsAnnouncedWithItsHashAndPutWithTheHeadersOfItsIntent() {
        cloud.on("POST /photos", 201, "{\"photos\":[" + cloud.intent("/first") + "]}");
        cloud.on("PUT /first", 200, "");

        assertThat(alice.share(PHOTO).photoId()).isEqualTo("P1");

        Received announced = cloud.received().getFirst();
        assertThat(announced.header("authorization")).isEqualTo("Bearer token-of-alice-1");
        assertThat(announced.body()).contains("\"sizeBytes\":5", "\"sha256\":\"" + PHOTO.sha256() + "\"");
        Received put = cloud.received().getLast();
        assertThat(put.header("if-none-match")).isEqualTo("*");
        assertThat(put.header("x-amzn-trace-id")).isEqualTo("Root=1-2");
        assertThat(put.body()).isEqualTo("bytes");
        assertThat(put.headers()).doesNotContainKey("authorization");
    }

    @Test
    void anExpiredUrlIsAskedForAnewOnce() {
        cloud.on("POST /photos", 201, "{\"photos\":[" + cloud.intent("/first") + "]}");
        cloud.on("PUT /first", 403, "expired");
        cloud.on("POST /photos/P1/upload", 200, cloud.intent("/second"));
        cloud.on("PUT /second", 200, "");
        alice.share(PHOTO);

        cloud.on("POST /photos", 201, "{\"photos\":[" + cloud.intent("/first") + "]}");
        cloud.on("PUT /first", 403, "expired");
        cloud.on("POST /photos/P1/upload", 200, cloud.intent("/second"));
        cloud.on("PUT /second", 403, "never");
        assertThatThrownBy(() -> alice.share(PHOTO))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }

    @Test
    void anOriginalWhoseAnswerWasLostNeedsNoNewUrl() {
        cloud.on("POST /photos", 201, "{\"photos\":[" + cloud.intent("/first") + "]}");
        cloud.on("PUT /first", 403, "expired");
        cloud.on("POST /photos/P1/upload", 409, "{\"title\":\"The photo has been uploaded already\"}");
        cloud.on("GET /users/u/photos/P1", 200, photo("P1", "READY"));

        Intent intent = alice.announce(List.of(PHOTO)).getFirst();

        assertThat(alice.upload(intent, PHOTO)).isInstanceOf(Uploaded.AlreadyThere.class);
    }

    @Test
    void anOriginalThatIsThereAlreadyIsLookedAt() {
        cloud.on("POST /photos", 201, "{\"photos\":[" + cloud.intent("/first") + "]}");
        cloud.on("PUT /first", 412, "");
        cloud.on("GET /users/u/photos/P1", 200, photo("P1", "READY"));

        Intent intent = alice.announce(List.of(PHOTO)).getFirst();

        assertThat(alice.upload(intent, PHOTO))
                .isInstanceOfSatisfying(
                        Uploaded.AlreadyThere.class,
                        there -> assertThat(there.photo().state()).isEqualTo("READY"));
    }

    @Test
    void bytesThatWereSharedBeforeAreNotUploadedAgain() {
        cloud.on("POST /photos", 201, "{\"photos\":[{\"photoId\":\"P0\",\"state\":\"READY\"}]}");
        cloud.on("GET /users/u/photos/P0", 200, photo("P0", "READY"));

        Intent intent = alice.announce(List.of(PHOTO)).getFirst();

        assertThat(alice.upload(intent, PHOTO)).isInstanceOf(Uploaded.AlreadyThere.class);
        assertThat(cloud.lines()).noneMatch(line -> line.startsWith("PUT "));
    }

    @Test
    void aRefusalCarriesTheWholeProblem() {
        cloud.on("POST /photos", 415, """
                {"type":"urn:problem-type:darkroom:unsupported-image-type","title":"T","status":415,"detail":"D",
                "requestId":"R-1","errors":[{"field":"photos[0].contentType","message":"must be another"}]}""");

        assertThatThrownBy(() -> alice.share(PHOTO)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(415);
            assertThat(problem.type()).isEqualTo("urn:problem-type:darkroom:unsupported-image-type");
            assertThat(problem.title()).isEqualTo("T");
            assertThat(problem.requestId()).isEqualTo("R-1");
            assertThat(problem.errors()).containsExactly("photos[0].contentType: must be another");
            assertThat(problem.current()).isEmpty();
            assertThat(problem.retryAfter()).isEmpty();
            assertThat(problem).hasMessage("415 T: D [photos[0].contentType: must be another]");
        });
    }

    @Test
    void anAnswerThatIsNotJsonIsAProblemToo() {
        cloud.on("GET /feed", 502, "<html>");

        assertThatThrownBy(() -> alice.feed(Optional.empty()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.status()).isEqualTo(502));
    }

    @Test
    void aPhotoIsAwaitedUntilItIsNoLongerPending() {
        cloud.on("GET /users/u/photos/P1", 200, photo("P1", "PENDING"));
        cloud.on("GET /users/u/photos/P1", 200, photo("P1", "PENDING"));
        cloud.on("GET /users/u/photos/P1", 200, photo("P1", "READY"));

        assertThat(alice.await("P1", Duration.ofSeconds(20)).state()).isEqualTo("READY");
    }

    @Test
    void theWholeFeedIsReadPageByPageThroughShortAndEmptyOnes() {
        cloud.on("GET /feed", 200, "{\"items\":[" + photo("P1", "READY") + "],\"next\":\"a\"}");
        cloud.on("GET /feed?cursor=a", 200, "{\"items\":[],\"next\":\"b\"}");
        cloud.on("GET /feed?cursor=b", 200, "{\"items\":[" + photo("P2", "READY") + "],\"next\":null}");

        assertThat(alice.wholeFeed().map(Photo::photoId)).containsExactly("P1", "P2");
    }

    @Test
    void whatDoesNotExistIsEmpty() {
        cloud.on("GET /users/u/photos/P1", 404, "{\"title\":\"Not found\"}");
        cloud.on("GET /users?handle=no%2Fbody", 200, "{\"items\":[],\"next\":null}");

        assertThat(alice.photo("u", "P1")).isEmpty();
        assertThat(alice.find("no/body")).isEmpty();
    }

    @Test
    void oneTokenServesManyCalls() {
        cloud.on("DELETE /photos/P1", 204, "");
        cloud.on("DELETE /friends/u", 204, "");
        alice.delete("P1");
        alice.unfriend("u");

        assertThat(cloud.tokens()).isEqualTo(1);
    }
}
