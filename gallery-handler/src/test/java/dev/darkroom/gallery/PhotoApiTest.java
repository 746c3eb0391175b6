package dev.darkroom.gallery;

import static dev.darkroom.gallery.GalleryFixture.ALICE;
import static dev.darkroom.gallery.GalleryFixture.BOB;
import static dev.darkroom.gallery.GalleryFixture.distinguishable;
import static dev.darkroom.gallery.GalleryFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import dev.darkroom.http.TemplateRoutes;
import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.JournalEntry;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhotoApiTest {
    private static final String NOBODYS = "/users/alice-sub/photos/01KAJ3N0000000000000009999";

    private final GalleryFixture gallery = new GalleryFixture();

    @Test
    void theOwnerSeesEverything() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.PRIVATE);

        ApiAnswer photo = gallery.alice.get(address(key));

        assertThat(photo.at("/view")).isEqualTo("OWNER");
        assertThat(photo.at("/fileName")).isEqualTo("IMG_1.JPG");
        assertThat(photo.at("/location/latitude")).isEqualTo("53.54321");
        assertThat(photo.at("/takenAt")).isEqualTo("2026-11-20T07:12:00+01:00");
        assertThat(photo.at("/suggestions/title")).isEqualTo("Roll 12, frame 4");
        assertThat(photo.at("/suggestions/description")).isEqualTo("For the client only");
        assertThat(photo.at("/suggestions/tags/1")).isEqualTo("invoice");
        assertThat(photo.at("/renditions/0/url")).contains("X-Amz-Signature=");
        assertThat(photo.header("etag")).isEqualTo("\"2\"");
    }

    @Test
    void aFriendSeesAFriendsView() {
        gallery.makeFriends(ALICE, BOB);
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.FRIENDS);

        ApiAnswer photo = gallery.bob.get(address(key));

        assertThat(photo.at("/view")).isEqualTo("FRIEND");
        assertThat(photo.at("/owner/displayName")).isEqualTo("alice");
        assertThat(photo.body()).doesNotContain("IMG_1.JPG", "location", "sha256", "suggestions", "invoice");
    }

    @Test
    void ownerAndFriendsSeeHowTheCameraWasSet() {
        gallery.makeFriends(ALICE, BOB);
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.FRIENDS);

        for (ApiCall reader : List.of(gallery.alice, gallery.bob)) {
            ApiAnswer photo = reader.get(address(key));
            assertThat(photo.at("/lens")).isEqualTo("XF 23mm F2");
            assertThat(GalleryFixture.fields(photo.json().path("exposure")))
                    .containsExactly("seconds", "fNumber", "iso", "focalLength");
            assertThat(photo.at("/exposure/seconds")).isEqualTo("1/250");
            assertThat(photo.at("/exposure/fNumber")).isEqualTo("5.6");
            assertThat(photo.at("/exposure/iso")).isEqualTo("400");
            assertThat(photo.at("/exposure/focalLength")).isEqualTo("23.0");
        }
    }

    @Test
    void whatTheFileSuggestsCanBeSetAsItIs() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.PRIVATE);
        String suggested =
                gallery.alice.get(address(key)).json().path("suggestions").toString();

        ApiAnswer edited =
                gallery.alice.with("if-match", "*").send("PATCH", "/photos/" + key.photoId(), Optional.of(suggested));

        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.at("/title")).isEqualTo("Roll 12, frame 4");
        assertThat(edited.at("/tags/0")).isEqualTo("unsorted");
    }

    @Test
    void aStrangerSeesOfAPublicPhotoWhatItsOwnerWroteAlone() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.PUBLIC);

        ApiAnswer photo = gallery.carol.get(address(key));

        assertThat(GalleryFixture.fields(photo.json()))
                .containsExactlyInAnyOrder(
                        "photoId",
                        "ownerId",
                        "owner",
                        "rev",
                        "title",
                        "description",
                        "tags",
                        "publishedAt",
                        "width",
                        "height",
                        "placeholder",
                        "renditions",
                        "urlsExpireAt",
                        "view");
        assertThat(photo.at("/view")).isEqualTo("PUBLIC");
    }

    @Test
    void whatTheCallerMayNotSeeLooksAsIfItDidNotExist() {
        gallery.makeFriends(ALICE, BOB);
        List<String> refusals = new ArrayList<>();
        refusals.add(refusal(gallery.bob, gallery.ready(ALICE, 1, Visibility.PRIVATE)));
        refusals.add(refusal(gallery.bob, gallery.pending(ALICE, 2, Visibility.PUBLIC)));
        refusals.add(refusal(gallery.bob, rejected(3)));
        refusals.add(refusal(gallery.carol, gallery.ready(ALICE, 4, Visibility.FRIENDS)));
        PhotoKey deleted = gallery.ready(ALICE, 5, Visibility.PUBLIC);
        gallery.photos.delete(deleted, gallery.now);
        refusals.add(refusal(gallery.bob, deleted));
        refusals.add(refusal(gallery.alice, deleted));
        gallery.friendships.put(new Friendship(ALICE, BOB, FriendshipState.BLOCKED, gallery.now));
        refusals.add(refusal(gallery.bob, gallery.ready(ALICE, 6, Visibility.PUBLIC)));
        refusals.add(distinguishable(gallery.bob.get("/users/alice-sub/photos/nonsense")));
        refusals.add(distinguishable(gallery.bob.get("/users/no%20body/photos/nonsense")));

        assertThat(refusals).allMatch(distinguishable(gallery.bob.get(NOBODYS))::equals);
        assertThat(refusals.getFirst()).startsWith("404 ");
    }

    @Test
    void aFriendshipNeedsBothRows() {
        gallery.friendships.put(new Friendship(BOB, ALICE, FriendshipState.ACCEPTED, gallery.now));
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.FRIENDS);

        assertThat(gallery.bob.get(address(key)).status()).isEqualTo(404);
    }

    @Test
    void aRejectedPhotoTellsItsOwnerWhy() {
        ApiAnswer photo = gallery.alice.get(address(rejected(1)));

        assertThat(photo.at("/state")).isEqualTo("REJECTED");
        assertThat(photo.at("/rejection/reason")).isEqualTo("TRUNCATED");
        assertThat(photo.at("/rejection/message")).isEqualTo(Rejection.TRUNCATED.sentence());
        assertThat(photo.json().path("renditions")).isEmpty();
        assertThat(photo.json().has("urlsExpireAt")).isFalse();
    }

    @Test
    void anExpiredPhotoReadsAsAbsent() {
        PhotoKey key = gallery.pending(ALICE, 1, Visibility.FRIENDS);
        PhotoKey rejected = rejected(2);
        gallery.pass(Photo.KEPT.plusSeconds(1));

        assertThat(gallery.alice.get(address(key)).status()).isEqualTo(404);
        assertThat(gallery.alice.get(address(rejected)).status()).isEqualTo(404);
        assertThat(gallery.alice.get("/photos/" + key.photoId() + "/journal").status())
                .isEqualTo(404);
        assertThat(ids(gallery.alice.get("/photos"))).isEmpty();
    }

    @Test
    void theOwnersListHasEveryStateButDeletedNewestFirst() {
        PhotoKey ready = gallery.ready(ALICE, 1, Visibility.PRIVATE);
        PhotoKey rejected = rejected(2);
        gallery.photos.delete(gallery.ready(ALICE, 3, Visibility.PUBLIC), gallery.now);
        PhotoKey pending = gallery.pending(ALICE, 4, Visibility.PUBLIC);
        gallery.ready(BOB, 5, Visibility.PUBLIC);

        List<String> all = List.of(
                pending.photoId().value(),
                rejected.photoId().value(),
                ready.photoId().value());
        assertThat(ids(gallery.alice.get("/photos"))).isEqualTo(all);
        List<String> paged = new ArrayList<>();
        Optional<String> cursor = Optional.of("/photos?limit=1");
        while (cursor.isPresent()) {
            ApiAnswer page = gallery.alice.get(cursor.get());
            paged.addAll(ids(page));
            cursor = Optional.ofNullable(page.json().path("next").textValue()).map(c -> "/photos?limit=1&cursor=" + c);
        }
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void aDeleteIsAcknowledgedWhenTheTombstoneIsWrittenAndAgainAfterThat() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.PUBLIC);

        for (int i = 0; i < 2; i++) {
            ApiAnswer answer = gallery.alice.delete("/photos/" + key.photoId());
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
            assertThat(gallery.stored(key).state()).isEqualTo(PhotoState.DELETED);
        }
        assertThat(gallery.alice.delete("/photos/01KAJ3N0000000000000009999").status())
                .isEqualTo(404);
    }

    @Test
    void nobodyDeletesAnothersPhoto() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.PUBLIC);

        assertThat(gallery.bob.delete("/photos/" + key.photoId()).status()).isEqualTo(404);
        assertThat(gallery.stored(key).state()).isEqualTo(PhotoState.READY);
    }

    @Test
    void theJournalTellsTheOwnerOfEveryHopFromTheIntentOn() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.PUBLIC);
        gallery.journal.write(List.of(new JournalEntry(
                key.photoId(),
                "thumbnail",
                2,
                Samples.NOW.plusMillis(1_250),
                Duration.ofMillis(640),
                "READY",
                "request-1",
                true)));

        ApiAnswer journal = gallery.alice.get("/photos/" + key.photoId() + "/journal");

        assertThat(journal.at("/items/0/hop")).isEqualTo("intent");
        assertThat(journal.at("/items/0/startedAt")).isEqualTo("2026-11-21T10:00:00.000Z");
        assertThat(journal.json().at("/items/1").toString())
                .isEqualTo(
                        "{\"hop\":\"thumbnail\",\"attempt\":2,\"startedAt\":\"2026-11-21T10:00:01.250Z\","
                                + "\"durationMillis\":640,\"outcome\":\"READY\",\"requestId\":\"request-1\",\"coldStart\":true}");
        assertThat(gallery.bob.get("/photos/" + key.photoId() + "/journal").status())
                .isEqualTo(404);
    }

    @Test
    void theRoutesAreThoseOfTheTemplate() {
        assertThat(gallery.alice.routeKeys())
                .containsExactlyInAnyOrderElementsOf(TemplateRoutes.of("GalleryHandler"))
                .hasSizeGreaterThan(10);
    }

    private PhotoKey rejected(int number) {
        PhotoKey key = gallery.pending(ALICE, number, Visibility.PUBLIC);
        gallery.photos.recordRejected(key, Samples.sequencer(1), Rejection.TRUNCATED, gallery.now);
        return key;
    }

    private static String refusal(ApiCall caller, PhotoKey key) {
        return distinguishable(caller.get(address(key)));
    }

    private static String address(PhotoKey key) {
        return "/users/" + key.ownerId() + "/photos/" + key.photoId();
    }
}
