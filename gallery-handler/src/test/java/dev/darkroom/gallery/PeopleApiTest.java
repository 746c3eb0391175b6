package dev.darkroom.gallery;

import static dev.darkroom.gallery.GalleryFixture.ALICE;
import static dev.darkroom.gallery.GalleryFixture.BOB;
import static dev.darkroom.gallery.GalleryFixture.CAROL;
import static dev.darkroom.gallery.GalleryFixture.distinguishable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeopleApiTest {
    private final GalleryFixture gallery = new GalleryFixture();

    @Test
    void twoWhoAskEachOtherAreFriends() {
        ApiAnswer asked = gallery.alice.put("/friends/bob-sub", "");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.at("/state")).isEqualTo("REQUESTED_OUT");
        assertThat(asked.at("/user/displayName")).isEqualTo("bob");
        assertThat(gallery.bob.get("/friends?state=REQUESTED_IN").at("/items/0/user/userId"))
                .isEqualTo("alice-sub");
        assertThat(gallery.alice.put("/friends/bob-sub", "").at("/state")).isEqualTo("REQUESTED_OUT");

        assertThat(gallery.bob.put("/friends/alice-sub", "").at("/state")).isEqualTo("ACCEPTED");

        assertThat(gallery.alice.get("/friends").at("/items/0/user/handle")).isEqualTo("bob");
        assertThat(gallery.alice.get("/me").at("/friendCount")).isEqualTo("1");
    }

    @Test
    void anEndOfFriendshipIsAcknowledgedHoweverOftenItIsAskedFor() {
        gallery.makeFriends(ALICE, BOB);

        assertThat(gallery.bob.delete("/friends/alice-sub").status()).isEqualTo(204);
        assertThat(gallery.bob.delete("/friends/alice-sub").status()).isEqualTo(204);
        assertThat(gallery.alice.get("/friends").json().path("items")).isEmpty();
    }

    @Test
    void whoIsBlockedCannotTellItFromAUserWhoDoesNotExist() {
        assertThat(gallery.alice.put("/blocks/bob-sub", "").status()).isEqualTo(204);
        List<String> ofBlocker = new ArrayList<>();
        List<String> ofNobody = new ArrayList<>();

        assertThat(distinguishable(gallery.overheard(ofBlocker::add).as("bob").put("/friends/alice-sub", "")))
                .isEqualTo(distinguishable(
                        gallery.overheard(ofNobody::add).as("bob").put("/friends/nobody", "")))
                .startsWith("404 ");
        assertThat(distinguishable(gallery.overheard(ofBlocker::add).as("bob").delete("/friends/alice-sub")))
                .isEqualTo(distinguishable(
                        gallery.overheard(ofNobody::add).as("bob").delete("/friends/nobody")));
        assertThat(distinguishable(gallery.overheard(ofBlocker::add).as("bob").get("/users?handle=alice")))
                .isEqualTo(distinguishable(
                        gallery.overheard(ofNobody::add).as("bob").get("/users?handle=nobody")))
                .contains("\"items\":[]");
        assertThat(ofBlocker).isEqualTo(ofNobody).isNotEmpty();
    }

    @Test
    void whoBlocksIsToldAndMayLiftTheBlock() {
        gallery.makeFriends(ALICE, BOB);

        assertThat(gallery.alice.put("/blocks/bob-sub", "").status()).isEqualTo(204);
        assertThat(gallery.alice.put("/blocks/bob-sub", "").status()).isEqualTo(204);

        assertThat(gallery.alice.get("/friends?state=BLOCKED").at("/items/0/user/userId"))
                .isEqualTo("bob-sub");
        assertThat(gallery.alice.get("/me").at("/friendCount")).isEqualTo("0");
        for (FriendshipState state : FriendshipState.values()) {
            assertThat(gallery.bob.get("/friends?state=" + state).json().path("items"))
                    .isEmpty();
        }
        ApiAnswer asking = gallery.alice.put("/friends/bob-sub", "");
        assertThat(asking.status()).isEqualTo(409);
        assertThat(asking.at("/type")).endsWith("blocked-by-you");

        assertThat(gallery.alice.delete("/blocks/bob-sub").status()).isEqualTo(204);
        assertThat(gallery.alice.delete("/blocks/bob-sub").status()).isEqualTo(204);
        assertThat(gallery.bob.put("/friends/alice-sub", "").at("/state")).isEqualTo("REQUESTED_OUT");
        assertThat(gallery.alice.put("/friends/bob-sub", "").at("/state")).isEqualTo("ACCEPTED");
    }

    @Test
    void onlyAUserWhoExistsCanBeBlockedAndNobodyThemselves() {
        assertThat(gallery.alice.put("/blocks/nobody", "").status()).isEqualTo(404);
        assertThat(gallery.alice.put("/blocks/a%20b", "").status()).isEqualTo(404);
        assertThat(gallery.alice.put("/blocks/alice-sub", "").at("/errors/0/field"))
                .isEqualTo("userId");
        assertThat(gallery.alice.get("/friends?state=BLOCKED").json().path("items"))
                .isEmpty();
    }

    @Test
    void aBlockTakesFeedsAndPhotosAwayOnBothSides() {
        gallery.makeFriends(ALICE, BOB);
        PhotoKey hers = gallery.published(ALICE, 1, ALICE, BOB);
        PhotoKey his = gallery.published(BOB, 2, ALICE, BOB);
        PhotoKey shown = gallery.ready(ALICE, 3, Visibility.PUBLIC);
        assertThat(GalleryFixture.ids(gallery.bob.get("/feed"))).hasSize(2);

        gallery.alice.put("/blocks/bob-sub", "");

        assertThat(GalleryFixture.ids(gallery.bob.get("/feed")))
                .containsExactly(his.photoId().value());
        assertThat(GalleryFixture.ids(gallery.alice.get("/feed")))
                .containsExactly(hers.photoId().value());
        for (PhotoKey key : List.of(hers, shown)) {
            assertThat(distinguishable(gallery.bob.get("/users/alice-sub/photos/" + key.photoId())))
                    .isEqualTo(distinguishable(gallery.bob.get("/users/alice-sub/photos/" + Samples.photoId(99))))
                    .startsWith("404 ");
        }
        assertThat(gallery.alice.get("/users/bob-sub/photos/" + his.photoId()).status())
                .isEqualTo(404);
    }

    @Test
    void nobodyIsTheirOwnFriend() {
        assertThat(gallery.alice.put("/friends/alice-sub", "").at("/errors/0/field"))
                .isEqualTo("userId");
        assertThat(gallery.alice.delete("/friends/alice-sub").status()).isEqualTo(400);
    }

    @Test
    void friendsAreListedInPages() {
        for (int i = 0; i < 30; i++) {
            UserId friend = new UserId("friend-%02d".formatted(i));
            gallery.users.ensure(friend, "friend" + i, gallery.now);
            gallery.friendships.put(new Friendship(
                    ALICE, friend, i % 2 == 0 ? FriendshipState.ACCEPTED : FriendshipState.REQUESTED_OUT, gallery.now));
        }
        List<String> found = new ArrayList<>();
        Optional<String> target = Optional.of("/friends?limit=4");
        while (target.isPresent()) {
            ApiAnswer page = gallery.alice.get(target.get());
            page.json()
                    .path("items")
                    .forEach(item -> found.add(item.at("/user/userId").asText()));
            target = Optional.ofNullable(page.json().path("next").textValue())
                    .map(cursor -> "/friends?limit=4&cursor=" + cursor);
        }

        assertThat(found).hasSize(15).doesNotHaveDuplicates().isSorted();
        assertThat(gallery.alice.get("/friends?state=FRIENDS").at("/errors/0/message"))
                .contains("ACCEPTED");
    }

    @Test
    void theFirstCallMakesAProfileOutOfTheToken() {
        ApiCall dora = gallery.api(gallery.feeds).as("dora");

        ApiAnswer me = dora.get("/me");

        assertThat(me.at("/userId")).isEqualTo("dora-sub");
        assertThat(me.at("/displayName")).isEqualTo("dora");
        assertThat(me.at("/handle")).isEqualTo("dora");
        assertThat(me.at("/friendCount")).isEqualTo("0");
        assertThat(me.at("/createdAt")).isEqualTo("2026-11-21T10:00:00.000Z");
        ApiCall emil = gallery.api(gallery.feeds).as("emil");
        emil.get("/feed");
        assertThat(gallery.users.find(new UserId("emil-sub"))).isPresent();
    }

    @Test
    void aProfileIsReplacedAsAWhole() {
        ApiAnswer saved = gallery.alice.put("/me", "{\"displayName\":\" Alice \",\"handle\":\"Ali.ce\"}");

        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.at("/displayName")).isEqualTo("Alice");
        assertThat(saved.at("/handle")).isEqualTo("ali.ce");
        assertThat(gallery.alice
                        .put("/me", "{\"displayName\":\"Alice\"}")
                        .json()
                        .has("handle"))
                .isFalse();
    }

    @Test
    void aHandleBelongsToOneUser() {
        ApiAnswer taken = gallery.alice.put("/me", "{\"displayName\":\"Alice\",\"handle\":\"bob\"}");

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.at("/type")).endsWith("handle-taken");
        assertThat(gallery.alice.get("/me").at("/handle")).isEqualTo("alice");
    }

    @Test
    void whatIsNoNameOrHandleIsRefused() {
        ApiAnswer answer = gallery.alice.put("/me", "{\"displayName\":\"  \",\"handle\":\"-\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("displayName", "not only spaces", "handle", "2 to 30 of a-z");
        for (String unseen : List.of("\\u200b", "\\u00ad\\u2060", "\\u202egpj.exe")) {
            assertThat(gallery.alice
                            .put("/me", "{\"displayName\":\"" + unseen + "\"}")
                            .at("/errors/0/field"))
                    .isEqualTo("displayName");
        }
    }

    @Test
    void aUserIsFoundByHandleInAnyCase() {
        ApiAnswer found = gallery.alice.get("/users?handle=CAROL");

        assertThat(found.json().at("/items/0").toString())
                .isEqualTo("{\"userId\":\"" + CAROL + "\",\"displayName\":\"carol\",\"handle\":\"carol\"}");
        assertThat(gallery.alice.get("/users?handle=nobody").json().path("items"))
                .isEmpty();
        assertThat(gallery.alice.get("/users?handle=").json().path("items")).isEmpty();
        assertThat(gallery.alice.get("/users").at("/errors/0/field")).isEqualTo("handle");
    }
}
