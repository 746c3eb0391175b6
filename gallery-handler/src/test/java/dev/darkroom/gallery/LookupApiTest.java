package dev.darkroom.gallery;

import static dev.darkroom.gallery.GalleryFixture.ALICE;
import static dev.darkroom.gallery.GalleryFixture.BOB;
import static dev.darkroom.gallery.GalleryFixture.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LookupApiTest {
    private final GalleryFixture gallery = new GalleryFixture();

    private static ApiAnswer lookUp(ApiCall caller, List<PhotoKey> keys) {
        return caller.post(
                "/photos/lookup",
                keys.stream()
                        .map(key -> "{\"ownerId\":\"" + key.ownerId() + "\",\"photoId\":\"" + key.photoId() + "\"}")
                        .collect(Collectors.joining(",", "{\"photos\":[", "]}")));
    }

    @Test
    void eachPhotoComesAsTheCallerMaySeeItNowInTheOrderAskedFor() {
        gallery.makeFriends(ALICE, BOB);
        PhotoKey own = gallery.ready(BOB, 1, Visibility.PRIVATE);
        PhotoKey friends = gallery.ready(ALICE, 2, Visibility.FRIENDS);
        PhotoKey strangers = gallery.ready(CAROL, 3, Visibility.PUBLIC);
        PhotoKey hidden = gallery.ready(ALICE, 4, Visibility.PRIVATE);
        PhotoKey deleted = gallery.ready(BOB, 5, Visibility.PUBLIC);
        gallery.photos.delete(deleted, gallery.now);
        PhotoKey never = Samples.photoKey(new UserId("nobody"), 6);

        ApiAnswer answer = lookUp(gallery.bob, List.of(strangers, never, own, hidden, friends, own, deleted));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("next").isNull()).isTrue();
        List<String> seen = new ArrayList<>();
        answer.json().path("items").forEach(item -> seen.add(seen(item)));
        assertThat(seen)
                .containsExactly(
                        strangers + " PUBLIC carol",
                        never + " gone",
                        own + " OWNER ",
                        hidden + " gone",
                        friends + " FRIEND alice",
                        own + " OWNER ",
                        deleted + " gone");
        assertThat(answer.json().at("/items/1").toString())
                .isEqualTo("{\"ownerId\":\"nobody\",\"photoId\":\"" + never.photoId() + "\",\"gone\":true}");
        assertThat(GalleryFixture.fields(answer.json().at("/items/0"))).containsExactly("ownerId", "photoId", "photo");
    }

    private static String seen(JsonNode item) {
        String key = item.path("ownerId").asText() + "/" + item.path("photoId").asText();
        return item.path("gone").asBoolean()
                ? key + " gone"
                : key + " " + item.at("/photo/view").asText() + " "
                        + item.at("/photo/owner/handle").asText();
    }

    @Test
    void aBlockTakesPublicPhotosAwayToo() {
        PhotoKey open = gallery.ready(ALICE, 1, Visibility.PUBLIC);
        assertThat(lookUp(gallery.bob, List.of(open)).json().at("/items/0").has("gone"))
                .isFalse();

        gallery.friendships.put(new Friendship(ALICE, BOB, FriendshipState.BLOCKED, gallery.now));

        assertThat(lookUp(gallery.bob, List.of(open)).at("/items/0/gone")).isEqualTo("true");
    }

    @Test
    void aKeyIsForOneLookupAndItsRepetitions() {
        PhotoKey own = gallery.ready(BOB, 1, Visibility.PRIVATE);
        ApiCall keyed = gallery.bob.with("Idempotency-Key", "k");
        assertThat(keyed.post("/photos/lookup", "{\"photos\":[]}").status()).isEqualTo(400);

        assertThat(lookUp(keyed, List.of(own)).status()).isEqualTo(200);
        gallery.photos.delete(own, gallery.now);
        assertThat(lookUp(keyed, List.of(own)).at("/items/0/gone"))
                .as("as it is now")
                .isEqualTo("true");
        assertThat(lookUp(keyed, List.of(own, own)).status()).isEqualTo(422);
        assertThat(keyed.with("Idempotency-Key", "two words")
                        .post("/photos/lookup", "{\"photos\":[]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aHundredMayBeAskedForAndNoMore() {
        List<PhotoKey> keys = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            keys.add(gallery.ready(new UserId("user-" + i), i, Visibility.PUBLIC));
        }

        assertThat(lookUp(gallery.bob, keys).json().path("items"))
                .hasSize(100)
                .allSatisfy(item -> assertThat(item.has("photo")).isTrue());
        keys.add(keys.getFirst());
        assertThat(lookUp(gallery.bob, keys).at("/errors/0/message")).contains("1 to 100");
        assertThat(lookUp(gallery.bob, Collections.emptyList()).status()).isEqualTo(400);
    }

    @Test
    void whatIsNoIdIsNamed() {
        ApiAnswer answer = gallery.bob.post(
                "/photos/lookup",
                "{\"photos\":[{\"ownerId\":\"a b\",\"photoId\":\"01kaj\"},{\"ownerId\":7},\"x\",{\"ownerId\":\"a\",\"photoId\":\""
                        + Samples.photoId(1) + "\",\"rev\":1}]}");

        assertThat(answer.status()).isEqualTo(400);
        List<String> fields = new ArrayList<>();
        answer.json()
                .path("errors")
                .forEach(error -> fields.add(error.path("field").asText()));
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "photos[0].ownerId",
                        "photos[0].photoId",
                        "photos[1].ownerId",
                        "photos[1].photoId",
                        "photos[2]",
                        "photos[3].rev");
    }
}
