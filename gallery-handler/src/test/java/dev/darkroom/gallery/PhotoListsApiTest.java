package dev.darkroom.gallery;

import static dev.darkroom.gallery.GalleryFixture.ALICE;
import static dev.darkroom.gallery.GalleryFixture.BOB;
import static dev.darkroom.gallery.GalleryFixture.allIds;
import static dev.darkroom.gallery.GalleryFixture.distinguishable;
import static dev.darkroom.gallery.GalleryFixture.ids;
import static dev.darkroom.gallery.GalleryFixture.photoIds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.ApiAnswer;
import dev.darkroom.model.Change;
import dev.darkroom.model.Edit;
import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhotoListsApiTest {
    private final GalleryFixture gallery = new GalleryFixture();

    private void tag(PhotoKey key, String... tags) {
        gallery.photos.edit(
                gallery.stored(key),
                new Edit(new Change.Keep<>(), new Change.Keep<>(), new Change.Set<>(List.of(tags)), Optional.empty()),
                gallery.now);
    }

    @Test
    void anOwnersListShowsWhatItsFiltersSay() {
        PhotoKey hidden = gallery.ready(ALICE, 1, Visibility.PRIVATE);
        PhotoKey shown = gallery.ready(ALICE, 2, Visibility.FRIENDS);
        PhotoKey open = gallery.ready(ALICE, 3, Visibility.PUBLIC);
        PhotoKey pending = gallery.pending(ALICE, 4, Visibility.PUBLIC);
        PhotoKey rejected = gallery.pending(ALICE, 5, Visibility.FRIENDS);
        gallery.photos.recordRejected(rejected, Samples.sequencer(1), Rejection.DAMAGED, gallery.now);
        gallery.photos.delete(gallery.ready(ALICE, 6, Visibility.PUBLIC), gallery.now);
        tag(hidden, "nuit d'été");
        tag(open, "nuit d'été", "port");

        assertThat(ids(gallery.alice.get("/photos?state=READY"))).isEqualTo(photoIds(open, shown, hidden));
        assertThat(ids(gallery.alice.get("/photos?state=PENDING"))).isEqualTo(photoIds(pending));
        assertThat(ids(gallery.alice.get("/photos?state=REJECTED"))).isEqualTo(photoIds(rejected));
        assertThat(ids(gallery.alice.get("/photos?visibility=PUBLIC"))).isEqualTo(photoIds(pending, open));
        assertThat(ids(gallery.alice.get("/photos?visibility=PUBLIC&state=READY")))
                .isEqualTo(photoIds(open));
        assertThat(ids(gallery.alice.get("/photos?tag=nuit%20d%27%C3%A9t%C3%A9")))
                .isEqualTo(photoIds(open, hidden));
        assertThat(ids(gallery.alice.get("/photos?tag=nuit%20d%27%C3%A9t%C3%A9&visibility=PRIVATE")))
                .isEqualTo(photoIds(hidden));
        assertThat(ids(gallery.alice.get("/photos?tag=sea")))
                .as("as they were announced")
                .hasSize(3);
        assertThat(ids(gallery.alice.get("/photos?tag=Sea"))).isEmpty();
    }

    @Test
    void aFilterThatNoPhotoCanMatchIsRefusedWithWhatWouldBeRight() {
        for (String query : List.of("state=DELETED", "state=ready", "state=", "state=READY,PENDING")) {
            ApiAnswer answer = gallery.alice.get("/photos?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.at("/errors/0/field")).isEqualTo("state");
            assertThat(answer.at("/errors/0/message"))
                    .contains("PENDING", "READY", "REJECTED")
                    .doesNotContain("DELETED");
        }
        assertThat(gallery.alice.get("/photos?visibility=ALL").at("/errors/0/message"))
                .contains("PRIVATE", "FRIENDS", "PUBLIC");
        assertThat(gallery.alice.get("/photos?tag=").at("/errors/0/field")).isEqualTo("tag");
        assertThat(gallery.alice.get("/photos?tag=" + "a".repeat(51)).status()).isEqualTo(400);
        assertThat(gallery.alice.get("/photos?owner=bob").at("/errors/0/field")).isEqualTo("owner");
    }

    @Test
    void aFilteredListIsCompleteInPagesOfAnySize() {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 260; i++) {
            PhotoKey key = gallery.ready(ALICE, i, i % 7 == 0 ? Visibility.PUBLIC : Visibility.PRIVATE);
            if (i % 7 == 0) {
                expected.addFirst(key.photoId().value());
            }
        }

        for (int limit : List.of(1, 5, 36, 37, 38, 100)) {
            assertThat(allIds(gallery.alice, "/photos?visibility=PUBLIC&limit=" + limit))
                    .as("pages of %d", limit)
                    .isEqualTo(expected);
        }
        assertThat(ids(gallery.alice.get("/photos?visibility=PUBLIC&limit=30")))
                .as("filled up, though six in seven are left out")
                .hasSize(30);
    }

    @Test
    void aCursorBelongsToTheFilterItWasMadeUnder() {
        for (int i = 1; i <= 4; i++) {
            gallery.ready(ALICE, i, Visibility.PUBLIC);
        }
        String cursor = gallery.alice.get("/photos?state=READY&limit=1").at("/next");

        assertThat(gallery.alice.get("/photos?state=READY&cursor=" + cursor).status())
                .isEqualTo(200);
        assertThat(gallery.alice.get("/photos?cursor=" + cursor).status()).isEqualTo(400);
        assertThat(gallery.alice.get("/photos?state=PENDING&cursor=" + cursor).status())
                .isEqualTo(400);
        assertThat(gallery.alice.get("/users/alice-sub/photos?cursor=" + cursor).status())
                .isEqualTo(400);
        assertThat(gallery.bob.get("/photos?state=READY&cursor=" + cursor).status())
                .isEqualTo(400);
    }

    @Test
    void aFriendAndAStrangerSeeOfAnotherWhatEachMay() {
        gallery.makeFriends(ALICE, BOB);
        gallery.ready(ALICE, 1, Visibility.PRIVATE);
        PhotoKey shown = gallery.ready(ALICE, 2, Visibility.FRIENDS);
        PhotoKey open = gallery.ready(ALICE, 3, Visibility.PUBLIC);
        gallery.pending(ALICE, 4, Visibility.PUBLIC);
        gallery.photos.delete(gallery.ready(ALICE, 5, Visibility.PUBLIC), gallery.now);
        gallery.ready(BOB, 6, Visibility.PUBLIC);

        ApiAnswer toFriend = gallery.bob.get("/users/alice-sub/photos");
        assertThat(ids(toFriend)).isEqualTo(photoIds(open, shown));
        assertThat(toFriend.at("/items/0/view")).isEqualTo("FRIEND");
        assertThat(toFriend.at("/items/0/owner/displayName")).isEqualTo("alice");
        ApiAnswer toStranger = gallery.carol.get("/users/alice-sub/photos");
        assertThat(ids(toStranger)).isEqualTo(photoIds(open));
        assertThat(toStranger.at("/items/0/view")).isEqualTo("PUBLIC");
        for (ApiAnswer answer : List.of(toFriend, toStranger)) {
            assertThat(answer.body()).doesNotContain("IMG_1.JPG", "latitude", "sha256");
        }
        assertThat(ids(gallery.alice.get("/users/alice-sub/photos"))).isEqualTo(ids(gallery.alice.get("/photos")));
        assertThat(gallery.alice.get("/users/alice-sub/photos").at("/items/0/view"))
                .isEqualTo("OWNER");
        assertThat(allIds(gallery.bob, "/users/alice-sub/photos?limit=1")).isEqualTo(photoIds(open, shown));
    }

    @Test
    void aUserWithNothingToSeeHasAnEmptyPage() {
        gallery.ready(ALICE, 1, Visibility.FRIENDS);

        ApiAnswer answer = gallery.carol.get("/users/alice-sub/photos");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"items\":[],\"next\":null}");
    }

    @Test
    void aUserWhoBlocksTheCallerLooksLikeNoneAtAll() {
        gallery.makeFriends(ALICE, BOB);
        gallery.ready(ALICE, 1, Visibility.PUBLIC);
        gallery.friendships.put(new Friendship(ALICE, BOB, FriendshipState.BLOCKED, gallery.now));

        String refusal = distinguishable(gallery.bob.get("/users/alice-sub/photos"));

        assertThat(refusal)
                .startsWith("404 ")
                .isEqualTo(distinguishable(gallery.bob.get("/users/nobody/photos")))
                .isEqualTo(distinguishable(gallery.bob.get("/users/no%20body/photos")));
        assertThat(gallery.alice.get("/users/bob-sub/photos").status())
                .as("who blocks may look")
                .isEqualTo(200);
    }

    @Test
    void aHideShowsInTheNextReadOfTheList() {
        gallery.makeFriends(ALICE, BOB);
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.FRIENDS);
        assertThat(ids(gallery.bob.get("/users/alice-sub/photos"))).isEqualTo(photoIds(key));

        gallery.hide(key);

        assertThat(ids(gallery.bob.get("/users/alice-sub/photos"))).isEmpty();
    }
}
