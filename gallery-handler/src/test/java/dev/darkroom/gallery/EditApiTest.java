package dev.darkroom.gallery;

import static dev.darkroom.gallery.GalleryFixture.ALICE;
import static dev.darkroom.gallery.GalleryFixture.BOB;
import static dev.darkroom.gallery.GalleryFixture.distinguishable;
import static dev.darkroom.gallery.GalleryFixture.ids;
import static dev.darkroom.gallery.GalleryFixture.photoIds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EditApiTest {
    private final GalleryFixture gallery = new GalleryFixture();

    private static ApiAnswer patch(ApiCall caller, PhotoKey key, String ifMatch, String body) {
        return caller.with("if-match", ifMatch).send("PATCH", "/photos/" + key.photoId(), Optional.of(body));
    }

    private ApiAnswer patch(PhotoKey key, String ifMatch, String body) {
        return patch(gallery.alice, key, ifMatch, body);
    }

    @Test
    void anEditOfTheVersionThatWasSeenIsSaved() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.FRIENDS);
        String tag =
                gallery.alice.get("/users/alice-sub/photos/" + key.photoId()).header("etag");

        ApiAnswer answer = patch(
                key,
                tag,
                "{\"title\":\"Pier\",\"description\":null,\"tags\":[\"night\",\"night\"],\"visibility\":\"PUBLIC\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/view")).isEqualTo("OWNER");
        assertThat(answer.at("/title")).isEqualTo("Pier");
        assertThat(answer.json().has("description")).isFalse();
        assertThat(answer.json().path("tags").toString()).isEqualTo("[\"night\"]");
        assertThat(answer.at("/visibility")).isEqualTo("PUBLIC");
        assertThat(answer.at("/rev")).isEqualTo("3");
        assertThat(answer.header("etag")).isEqualTo("\"3\"");
        assertThat(gallery.alice.get("/users/alice-sub/photos/" + key.photoId()).body())
                .isEqualTo(answer.body());
    }

    @Test
    void whatAPatchLeavesOutStays() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.FRIENDS);
        Photo before = gallery.stored(key);

        patch(key, "*", "{\"title\":null,\"tags\":null}");

        Photo after = gallery.stored(key);
        assertThat(after.title()).isEmpty();
        assertThat(after.tags()).isEmpty();
        assertThat(after.description()).isEqualTo(before.description());
        assertThat(after.visibility()).isEqualTo(before.visibility());
        assertThat(after.announcement()).isEqualTo(before.announcement());
    }

    @Test
    void anEditOfAnotherVersionIsAnsweredWithTheCurrentOne() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.FRIENDS);
        patch(key, "\"2\"", "{\"title\":\"Pier\"}");

        ApiAnswer answer = patch(key, "\"2\"", "{\"title\":\"Quay\"}");

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.at("/type")).isEqualTo("urn:problem-type:darkroom:changed-meanwhile");
        assertThat(answer.header("etag")).isEqualTo("\"3\"");
        assertThat(answer.at("/current/view")).isEqualTo("OWNER");
        assertThat(answer.at("/current/title")).isEqualTo("Pier");
        assertThat(answer.at("/current/rev")).isEqualTo("3");
        assertThat(gallery.stored(key).title()).contains("Pier");
        assertThat(patch(key, "\"2\", \"3\"", "{\"title\":\"Quay\"}").status())
                .as("one of several versions")
                .isEqualTo(200);
    }

    @Test
    void anEditMustSayOfWhichVersion() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.FRIENDS);

        ApiAnswer answer = gallery.alice.send("PATCH", "/photos/" + key.photoId(), Optional.of("{\"title\":\"Pier\"}"));

        assertThat(answer.status()).isEqualTo(428);
        assertThat(answer.at("/type")).endsWith("if-match-required");
        assertThat(gallery.stored(key).rev()).isEqualTo(2);
    }

    @Test
    void aPatchThatChangesNothingKeepsTheRevision() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.FRIENDS);

        for (String body :
                List.of("{}", "{\"title\":\"Harbour\",\"visibility\":\"FRIENDS\",\"tags\":[\"sea\",\"morning\"]}")) {
            ApiAnswer answer = patch(key, "\"2\"", body);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("etag")).isEqualTo("\"2\"");
        }
    }

    @Test
    void everyWrongFieldIsNamedWithWhatWouldBeRight() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.FRIENDS);
        String tooMany = "\"t\",".repeat(20) + "\"t\"";

        ApiAnswer answer = patch(
                key,
                "*",
                "{\"title\":\"\",\"description\":7,\"tags\":[" + tooMany + "],\"visibility\":null,\"fileName\":\"x\"}");

        assertThat(answer.status()).isEqualTo(400);
        Map<String, String> errors = new TreeMap<>();
        answer.json()
                .path("errors")
                .forEach(error -> errors.put(
                        error.path("field").asText(), error.path("message").asText()));
        assertThat(errors).containsOnlyKeys("title", "description", "tags", "visibility", "fileName");
        assertThat(errors.get("visibility")).contains("cannot be removed", "PRIVATE, FRIENDS, PUBLIC");
        assertThat(errors.get("title")).contains("1 to 200");
        assertThat(patch(key, "*", "[]").status()).isEqualTo(400);
        assertThat(patch(key, "*", "").status()).isEqualTo(400);
        assertThat(gallery.stored(key).rev()).isEqualTo(2);
    }

    @Test
    void aPhotoIsPublishedWhenAnEditFirstShowsIt() {
        gallery.makeFriends(ALICE, BOB);
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.PRIVATE);
        assertThat(gallery.stored(key).publishedAt()).isEmpty();
        gallery.pass(Duration.ofHours(1));

        String published = patch(key, "*", "{\"visibility\":\"FRIENDS\"}").at("/publishedAt");
        gallery.pass(Duration.ofHours(1));
        ApiAnswer hidden = patch(key, "*", "{\"visibility\":\"PRIVATE\"}");
        assertThat(gallery.bob.get("/users/alice-sub/photos/" + key.photoId()).status())
                .isEqualTo(404);
        ApiAnswer shown = patch(key, "*", "{\"visibility\":\"FRIENDS\"}");

        assertThat(published).isEqualTo("2026-11-21T11:00:00.000Z");
        assertThat(hidden.at("/publishedAt")).isEqualTo(published);
        assertThat(shown.at("/publishedAt")).isEqualTo(published);
        assertThat(gallery.bob.get("/users/alice-sub/photos/" + key.photoId()).at("/publishedAt"))
                .isEqualTo(published);
    }

    @Test
    void aPhotoOfAnyLivingStateIsEdited() {
        PhotoKey pending = gallery.pending(ALICE, 1, Visibility.FRIENDS);

        ApiAnswer answer = patch(pending, "\"1\"", "{\"title\":\"Soon\"}");

        assertThat(answer.at("/state")).isEqualTo("PENDING");
        assertThat(answer.at("/title")).isEqualTo("Soon");
    }

    @Test
    void whatIsNotTheCallersLooksAsIfItDidNotExist() {
        PhotoKey hers = gallery.ready(ALICE, 1, Visibility.PUBLIC);
        PhotoKey deleted = gallery.ready(BOB, 2, Visibility.PUBLIC);
        gallery.photos.delete(deleted, gallery.now);
        PhotoKey expired = gallery.pending(BOB, 3, Visibility.PUBLIC);
        gallery.pass(Photo.KEPT.plusSeconds(1));
        PhotoKey never = Samples.photoKey(BOB, 9_999);

        List<String> refusals = new ArrayList<>();
        for (PhotoKey key : List.of(hers, deleted, expired, never)) {
            refusals.add(distinguishable(patch(gallery.bob, key, "*", "{\"title\":\"Mine\"}")));
            refusals.add(distinguishable(patch(gallery.bob, key, "\"1\"", "{}")));
        }

        assertThat(refusals)
                .allMatch(refusals.getLast()::equals)
                .first()
                .asString()
                .startsWith("404 ");
        assertThat(gallery.stored(hers).title()).contains("Harbour");
        assertThat(gallery.stored(expired).rev()).isEqualTo(1);
    }

    @Test
    void anEditShowsInFeedsAtOnce() {
        gallery.makeFriends(ALICE, BOB);
        PhotoKey key = gallery.published(ALICE, 1, ALICE, BOB);
        ApiCall holding =
                gallery.bob.with("If-None-Match", gallery.bob.get("/feed").header("etag"));
        assertThat(holding.get("/feed").status()).isEqualTo(304);

        patch(key, "*", "{\"title\":\"Pier\"}");
        assertThat(holding.get("/feed").at("/items/0/title")).isEqualTo("Pier");

        patch(key, "*", "{\"visibility\":\"PRIVATE\"}");
        assertThat(ids(gallery.bob.get("/feed"))).isEmpty();
        assertThat(ids(gallery.alice.get("/feed"))).as("one's own feed, too").isEmpty();

        patch(key, "*", "{\"visibility\":\"PUBLIC\"}");
        assertThat(ids(gallery.bob.get("/feed"))).isEqualTo(photoIds(key));
    }
}
