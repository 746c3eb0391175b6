package dev.darkroom.gallery;

import static dev.darkroom.gallery.GalleryFixture.ALICE;
import static dev.darkroom.gallery.GalleryFixture.BOB;
import static dev.darkroom.gallery.GalleryFixture.distinguishable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What is not the caller's to know is answered like what never was: byte for byte, and by the same calls to the same
/// tables, so that it cannot be told by the time it takes either.
class LikeNothingTest {
    private final GalleryFixture gallery = new GalleryFixture();
    private final PhotoKey never = Samples.photoKey(ALICE, 9_999);

    /// An answer, and the calls that it took.
    private record Told(String answer, List<String> calls) {}

    private Told told(String user, Function<ApiCall, ApiAnswer> request) {
        List<String> calls = new ArrayList<>();
        ApiAnswer answer = request.apply(gallery.overheard(calls::add).as(user));
        return new Told(distinguishable(answer), calls);
    }

    /// Photos of Alice's that Bob, her friend, may not know of; Carol is no friend of hers, and Dora is blocked.
    private Map<String, PhotoKey> secrets() {
        gallery.makeFriends(ALICE, BOB);
        gallery.friendships.put(new Friendship(ALICE, new UserId("dora-sub"), FriendshipState.BLOCKED, gallery.now));
        Map<String, PhotoKey> secrets = new LinkedHashMap<>();
        secrets.put("private", gallery.ready(ALICE, 1, Visibility.PRIVATE));
        secrets.put("pending", gallery.pending(ALICE, 2, Visibility.PUBLIC));
        PhotoKey rejected = gallery.pending(ALICE, 3, Visibility.PUBLIC);
        gallery.photos.recordRejected(rejected, Samples.sequencer(1), Rejection.DAMAGED, gallery.now.minus(Photo.KEPT));
        secrets.put("rejected and expired", rejected);
        PhotoKey deleted = gallery.ready(ALICE, 4, Visibility.PUBLIC);
        gallery.photos.delete(deleted, gallery.now);
        secrets.put("deleted", deleted);
        return secrets;
    }

    @Test
    void aPhotoThatTheCallerMayNotOpen() {
        Map<String, PhotoKey> secrets = secrets();
        PhotoKey forFriends = gallery.ready(ALICE, 5, Visibility.FRIENDS);
        PhotoKey forAll = gallery.ready(ALICE, 6, Visibility.PUBLIC);
        PhotoKey nobodys = Samples.photoKey(new UserId("nobody"), 1);

        Told ofNothing = told("bob", api -> api.get(address(never)));
        assertThat(ofNothing.answer()).startsWith("404 ");
        secrets.forEach((what, key) ->
                assertThat(told("bob", api -> api.get(address(key)))).as(what).isEqualTo(ofNothing));
        assertThat(told("carol", api -> api.get(address(forFriends))))
                .isEqualTo(told("carol", api -> api.get(address(nobodys))));
        assertThat(told("dora", api -> api.get(address(forAll))))
                .isEqualTo(told("dora", api -> api.get(address(nobodys))));
        assertThat(told("dora", api -> api.get(address(forAll))).answer()).isEqualTo(ofNothing.answer());
    }

    @Test
    void theListOfAUserWhoBlocksTheCaller() {
        secrets();

        assertThat(told("dora", api -> api.get("/users/alice-sub/photos")))
                .isEqualTo(told("dora", api -> api.get("/users/nobody/photos")))
                .satisfies(told -> assertThat(told.answer()).startsWith("404 "));
    }

    @Test
    void anotherUsersPhotoUnderTheCallersOwnRoutes() {
        Map<String, PhotoKey> secrets = secrets();
        secrets.put("shown", gallery.ready(ALICE, 5, Visibility.FRIENDS));
        Map<String, Function<PhotoKey, Function<ApiCall, ApiAnswer>>> routes = Map.of(
                "journal", key -> api -> api.get("/photos/" + key.photoId() + "/journal"),
                "original", key -> api -> api.get("/photos/" + key.photoId() + "/original"),
                "delete", key -> api -> api.delete("/photos/" + key.photoId()),
                "edit",
                        key -> api -> api.with("if-match", "*")
                                .send("PATCH", "/photos/" + key.photoId(), Optional.of("{\"title\":\"Mine\"}")));

        routes.forEach((route, request) -> {
            Told ofNothing = told("bob", request.apply(never));
            assertThat(ofNothing.answer()).as(route).startsWith("404 ");
            secrets.forEach((what, key) -> assertThat(told("bob", request.apply(key)))
                    .as("%s, %s", route, what)
                    .isEqualTo(ofNothing));
        });
    }

    @Test
    void aPhotoThatIsLookedUp() {
        Map<String, PhotoKey> secrets = secrets();
        PhotoKey forAll = gallery.ready(ALICE, 6, Visibility.PUBLIC);

        Told ofNothing = told("bob", api -> api.post("/photos/lookup", asking(never)));
        assertThat(ofNothing.answer()).contains("\"gone\":true");
        secrets.forEach((what, key) -> {
            Told told = told("bob", api -> api.post("/photos/lookup", asking(key)));
            assertThat(told.calls()).as(what).isEqualTo(ofNothing.calls());
            assertThat(told.answer()
                            .replace(key.photoId().value(), never.photoId().value()))
                    .as(what)
                    .isEqualTo(ofNothing.answer());
        });
        assertThat(told("dora", api -> api.post("/photos/lookup", asking(forAll)))
                        .calls())
                .isEqualTo(told("dora", api -> api.post("/photos/lookup", asking(never)))
                        .calls());
    }

    /// What this test would miss if it could not see a difference.
    @Test
    void whatIsShownTakesOtherCalls() {
        secrets();
        PhotoKey shown = gallery.ready(ALICE, 5, Visibility.FRIENDS);

        assertThat(told("bob", api -> api.get(address(shown))).calls())
                .isNotEqualTo(told("bob", api -> api.get(address(never))).calls());
    }

    private static String address(PhotoKey key) {
        return "/users/" + key.ownerId() + "/photos/" + key.photoId();
    }

    private static String asking(PhotoKey key) {
        return "{\"photos\":[{\"ownerId\":\"" + key.ownerId() + "\",\"photoId\":\"" + key.photoId() + "\"}]}";
    }
}
