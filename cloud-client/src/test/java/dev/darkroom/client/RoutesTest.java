package dev.darkroom.client;

import static dev.darkroom.client.ScriptedCloud.photo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.client.ScriptedCloud.Received;
import dev.darkroom.client.Views.LookedUp;
import dev.darkroom.client.Views.Original;
import dev.darkroom.client.Views.Photo;
import dev.darkroom.client.Views.PhotoRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Each method asks its route as docs/api.md has it, and reads the answer.
final class RoutesTest {
    private static final Optional<String> CURSOR = Optional.of("a/b");

    private final ScriptedCloud cloud = new ScriptedCloud();
    private final DarkroomClient alice = new DarkroomClient(cloud, "alice");

    @AfterEach
    void stop() {
        alice.close();
        cloud.close();
    }

    @Test
    void anEditNamesItsVersionAndSendsOnlyWhatChanges() {
        cloud.on("PATCH /photos/P1", 200, photo("P1", "READY"));

        Photo edited = alice.edit(
                "P1",
                7,
                Edit.NOTHING
                        .title("Sea")
                        .withoutDescription()
                        .tags(List.of("a", "b"))
                        .visibility("PUBLIC"));

        assertThat(edited.photoId()).isEqualTo("P1");
        assertThat(last().header("if-match")).isEqualTo("\"7\"");
        assertThat(last().body()).isEqualTo("""
                {"description":null,"tags":["a","b"],"title":"Sea","visibility":"PUBLIC"}""");
    }

    @Test
    void anEditOfWhateverIsThereSaysSo() {
        cloud.on("PATCH /photos/P1", 200, photo("P1", "READY"));

        alice.edit("P1", Edit.NOTHING.withoutTitle().description("D").withoutTags());

        assertThat(last().header("if-match")).isEqualTo("*");
        assertThat(last().body()).isEqualTo("{\"description\":\"D\",\"tags\":null,\"title\":null}");
    }

    @Test
    void anEditOfAnEarlierVersionTellsTheCurrentOne() {
        String problem = "{\"title\":\"T\",\"status\":412,\"detail\":\"D\",\"current\":" + photo("P1", "READY") + "}";
        cloud.on("PATCH /photos/P1", 412, Map.of("etag", "\"1\""), problem);

        assertThatThrownBy(() -> alice.edit("P1", 0, Edit.NOTHING.title("Sea")))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(412);
                    assertThat(refused.current().orElseThrow().rev()).isEqualTo(1);
                });
    }

    @Test
    void photosAreLookedUpInTheirOrder() {
        cloud.on(
                "POST /photos/lookup",
                200,
                "{\"items\":[{\"ownerId\":\"u\",\"photoId\":\"P2\",\"gone\":true},{\"ownerId\":\"u\",\"photoId\":\"P1\","
                        + "\"photo\":" + photo("P1", "READY") + "}],\"next\":null}");

        List<LookedUp> found = alice.lookup(List.of(new PhotoRef("u", "P2"), new PhotoRef("u", "P1")));

        assertThat(last().body())
                .isEqualTo("{\"photos\":[{\"ownerId\":\"u\",\"photoId\":\"P2\"},"
                        + "{\"ownerId\":\"u\",\"photoId\":\"P1\"}]}");
        assertThat(found).extracting(LookedUp::gone).containsExactly(true, false);
        assertThat(found.getLast().photo()).isNotNull();
    }

    @Test
    void anOriginalIsAUrlWithWhatItGives() {
        cloud.on(
                "GET /photos/P1/original",
                200,
                "{\"url\":\"http://u\",\"expiresAt\":\"E\",\"contentType\":\"image/png\",\"sizeBytes\":5,"
                        + "\"sha256\":\"ab\"}");

        assertThat(alice.original("P1")).isEqualTo(new Original("http://u", "E", "image/png", 5, "ab"));
    }

    @Test
    void everyListTakesACursor() {
        for (String path : List.of(
                "/photos?state=READY&tag=a+%26+b&visibility=PUBLIC&cursor=a%2Fb",
                "/photos?cursor=a%2Fb",
                "/users/u/photos?cursor=a%2Fb",
                "/feed?cursor=a%2Fb",
                "/public/photos?cursor=a%2Fb")) {
            cloud.on("GET " + path, 200, "{\"items\":[" + photo("P1", "READY") + "],\"next\":\"n\"}");
        }
        cloud.on("GET /friends?state=ACCEPTED&cursor=a%2Fb", 200, "{\"items\":[],\"next\":null}");
        PhotoFilter filter = PhotoFilter.NONE.state("READY").tag("a & b").visibility("PUBLIC");

        assertThat(List.of(
                        alice.photos(filter, CURSOR),
                        alice.photos(CURSOR),
                        alice.photosOf("u", CURSOR),
                        alice.feed(CURSOR),
                        alice.publicPhotos(CURSOR)))
                .allSatisfy(page -> assertThat(page.next()).isEqualTo("n"));
        assertThat(alice.friends("ACCEPTED", CURSOR).items()).isEmpty();
    }

    @Test
    void publicPhotosAreAskedForWithoutAToken() {
        cloud.on("GET /public/photos", 200, "{\"items\":[],\"next\":null}");

        alice.publicPhotos(Optional.empty());

        assertThat(last().headers()).doesNotContainKey("authorization");
        assertThat(cloud.tokens()).isZero();
    }

    @Test
    void blocksAreMadeAndTakenBack() {
        cloud.on("PUT /blocks/u", 204, "");
        cloud.on("DELETE /blocks/u", 204, "");

        alice.block("u");
        alice.unblock("u");

        assertThat(cloud.lines()).containsExactly("PUT /blocks/u", "DELETE /blocks/u");
    }

    @Test
    void whatIsSaidOfANewPhotoIsAnnounced() {
        cloud.on("POST /photos", 201, "{\"photos\":[{\"photoId\":\"P1\",\"state\":\"READY\"}]}");
        NewPhoto photo = NewPhoto.of(new byte[5], "image/png")
                .withVisibility("PRIVATE")
                .withTitle("T")
                .withDescription("D")
                .withTags("a", "b");

        alice.announce(List.of(photo), "key-1");

        assertThat(last().header("idempotency-key")).isEqualTo("key-1");
        assertThat(last().body())
                .isEqualTo(
                        "{\"photos\":[{\"contentType\":\"image/png\",\"sizeBytes\":5,\"sha256\":\"" + photo.sha256()
                                + "\",\"visibility\":\"PRIVATE\",\"title\":\"T\",\"description\":\"D\",\"tags\":[\"a\",\"b\"]}]}");
    }

    private Received last() {
        return cloud.received().getLast();
    }
}
