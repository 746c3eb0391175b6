package dev.darkroom.gallery;

import static dev.darkroom.gallery.GalleryFixture.ALICE;
import static dev.darkroom.gallery.GalleryFixture.BOB;
import static dev.darkroom.gallery.GalleryFixture.CAROL;
import static dev.darkroom.gallery.GalleryFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import dev.darkroom.model.FeedRow;
import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.FeedTable;
import dev.darkroom.tables.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedApiTest {
    private final GalleryFixture gallery = new GalleryFixture();

    @Test
    void aFeedShowsFriendsPhotosAndOnesOwnNewestFirst() {
        gallery.makeFriends(ALICE, BOB);
        PhotoKey first = gallery.published(ALICE, 1, ALICE, BOB);
        PhotoKey second = gallery.published(BOB, 2, ALICE, BOB);

        ApiAnswer feed = gallery.bob.get("/feed");

        assertThat(feed.status()).isEqualTo(200);
        assertThat(ids(feed))
                .containsExactly(second.photoId().value(), first.photoId().value());
        assertThat(feed.at("/items/1/owner/displayName")).isEqualTo("alice");
        assertThat(feed.at("/items/1/owner/handle")).isEqualTo("alice");
        assertThat(feed.at("/items/1/publishedAt")).isEqualTo("2026-11-21T10:00:01.000Z");
        assertThat(feed.json().has("next")).isTrue();
        assertThat(feed.json().path("next").isNull()).isTrue();
    }

    @Test
    void aFeedItemTellsNothingThatIsForTheOwnerAlone() {
        gallery.makeFriends(ALICE, BOB);
        gallery.published(ALICE, 1, ALICE, BOB);

        for (ApiCall reader : List.of(gallery.alice, gallery.bob)) {
            ApiAnswer feed = reader.get("/feed");
            assertThat(GalleryFixture.fields(feed.json().at("/items/0")))
                    .containsExactlyInAnyOrder(
                            "photoId",
                            "ownerId",
                            "owner",
                            "rev",
                            "visibility",
                            "title",
                            "description",
                            "tags",
                            "publishedAt",
                            "width",
                            "height",
                            "takenAt",
                            "camera",
                            "lens",
                            "exposure",
                            "placeholder",
                            "renditions",
                            "urlsExpireAt",
                            "view");
            assertThat(feed.body()).doesNotContain("IMG_1.JPG", "53.5", "latitude");
        }
    }

    @Test
    void aHideADeleteAndAnEndOfFriendshipShowAtOnceThoughTheRowsStay() {
        gallery.makeFriends(ALICE, BOB);
        gallery.makeFriends(CAROL, BOB);
        PhotoKey hidden = gallery.published(ALICE, 1, BOB);
        PhotoKey deleted = gallery.published(ALICE, 2, BOB);
        PhotoKey kept = gallery.published(CAROL, 3, BOB);
        assertThat(ids(gallery.bob.get("/feed"))).hasSize(3);

        gallery.hide(hidden);
        gallery.alice.delete("/photos/" + deleted.photoId());
        assertThat(ids(gallery.bob.get("/feed"))).containsExactly(kept.photoId().value());

        gallery.bob.delete("/friends/" + CAROL);
        assertThat(ids(gallery.bob.get("/feed"))).isEmpty();
    }

    @Test
    void aBlockOnEitherSideEmptiesTheFeedEvenOfPublicPhotos() {
        gallery.makeFriends(ALICE, BOB);
        PhotoKey photo = gallery.ready(ALICE, 1, Visibility.PUBLIC);
        gallery.feeds.put(List.of(GalleryFixture.row(BOB, photo, 1)));
        assertThat(ids(gallery.bob.get("/feed"))).hasSize(1);

        gallery.friendships.put(new Friendship(ALICE, BOB, FriendshipState.BLOCKED, gallery.now));

        assertThat(ids(gallery.bob.get("/feed"))).isEmpty();
    }

    @Test
    void pagesLeadThroughTheWholeFeedWithoutGapsOrRepeats() {
        gallery.makeFriends(ALICE, BOB);
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            PhotoKey key = gallery.published(ALICE, i, BOB);
            if (i % 3 == 0) {
                gallery.hide(key);
            } else {
                expected.addFirst(key.photoId().value());
            }
        }

        for (int limit : List.of(1, 7, 39, 40, 41, 100)) {
            List<String> seen = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                ApiAnswer page = gallery.bob.get(
                        "/feed?limit=" + limit + cursor.map(c -> "&cursor=" + c).orElse(""));
                assertThat(ids(page)).hasSizeBetween(1, limit);
                seen.addAll(ids(page));
                cursor = Optional.ofNullable(page.json().path("next").textValue());
            } while (cursor.isPresent());
            assertThat(seen).isEqualTo(expected);
        }
    }

    @Test
    void aReadEndsAfterFiveHundredRowsWithACursorThatLeadsOn() {
        gallery.makeFriends(ALICE, BOB);
        PhotoKey oldest = gallery.published(ALICE, 0, BOB);
        for (int i = 1; i <= 600; i++) {
            gallery.feeds.put(List.of(GalleryFixture.row(BOB, Samples.photoKey(CAROL, i), i)));
        }

        ApiAnswer first = gallery.bob.get("/feed");
        assertThat(ids(first)).isEmpty();
        ApiAnswer second = gallery.bob.get("/feed?cursor=" + first.at("/next"));

        assertThat(ids(second)).containsExactly(oldest.photoId().value());
        assertThat(second.json().path("next").isNull()).isTrue();
    }

    @Test
    void aReadEndsAfterTwoSecondsWithACursorThatLeadsOn() {
        for (int i = 1; i <= 200; i++) {
            gallery.feeds.put(List.of(GalleryFixture.row(BOB, Samples.photoKey(CAROL, i), i)));
        }
        var slow = new SlowFeedTable(gallery);

        ApiAnswer page = gallery.api(slow).as("bob").get("/feed");

        assertThat(slow.queries).isEqualTo(2);
        assertThat(ids(page)).isEmpty();
        assertThat(page.at("/next")).isNotEmpty();
    }

    @Test
    void aPageReadsOneRowMoreThanItShows() {
        for (int i = 1; i <= 40; i++) {
            gallery.published(BOB, i, BOB);
        }
        var counted = new SlowFeedTable(gallery);

        assertThat(ids(gallery.api(counted).as("bob").get("/feed?limit=7"))).hasSize(7);

        assertThat(counted.queries).isEqualTo(1);
        assertThat(counted.rows).isEqualTo(8);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        gallery.makeFriends(ALICE, BOB);
        PhotoKey photo = gallery.published(ALICE, 1, BOB);
        String tag = gallery.bob.get("/feed").header("etag");
        ApiCall holding = gallery.bob.with("If-None-Match", tag);

        gallery.pass(Duration.ofMinutes(59));
        ApiAnswer same = holding.get("/feed");
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.header("cache-control")).isEqualTo("private, no-cache");

        gallery.pass(Duration.ofMinutes(1));
        assertThat(holding.get("/feed").status()).isEqualTo(200);

        ApiCall holdingNext =
                gallery.bob.with("If-None-Match", gallery.bob.get("/feed").header("etag"));
        assertThat(holdingNext.get("/feed").status()).isEqualTo(304);
        gallery.alice.put("/me", "{\"displayName\":\"Alice A.\"}");
        assertThat(holdingNext.get("/feed").status()).isEqualTo(200);
        gallery.hide(photo);
        assertThat(holdingNext.get("/feed").status()).isEqualTo(200);
    }

    @Test
    void renditionsThatWereMadeAgainAreNews() {
        gallery.makeFriends(ALICE, BOB);
        PhotoKey photo = gallery.published(ALICE, 1, BOB);
        ApiCall holding =
                gallery.bob.with("If-None-Match", gallery.bob.get("/feed").header("etag"));

        gallery.photos.recordReady(photo, Samples.media(photo, 99), Samples.capture(), gallery.now);

        assertThat(holding.get("/feed").status()).isEqualTo(200);
    }

    @Test
    void equalHoursGiveEqualUrlsAndEachIsGoodForAnHourMore() {
        gallery.makeFriends(ALICE, BOB);
        gallery.published(ALICE, 1, ALICE, BOB);
        String url = gallery.bob.get("/feed").at("/items/0/renditions/0/url");

        gallery.pass(Duration.ofMinutes(59));
        ApiAnswer later = gallery.alice.get("/feed");
        assertThat(later.at("/items/0/renditions/0/url")).isEqualTo(url);
        assertThat(later.at("/items/0/urlsExpireAt")).isEqualTo("2026-11-21T12:00:00.000Z");
        assertThat(url).contains("X-Amz-Date=20261121T100000Z", "X-Amz-Expires=7200", "/media/alice-sub/");

        gallery.pass(Duration.ofMinutes(1));
        assertThat(gallery.bob.get("/feed").at("/items/0/renditions/0/url")).isNotEqualTo(url);
    }

    @Test
    void anotherUsersCursorIsRefused() {
        for (int i = 1; i <= 3; i++) {
            gallery.published(BOB, i, BOB);
        }
        String next = gallery.bob.get("/feed?limit=1").at("/next");

        assertThat(gallery.alice.get("/feed?cursor=" + next).status()).isEqualTo(400);
        assertThat(ids(gallery.bob.get("/feed?cursor=" + next))).hasSize(2);
    }

    /// A table whose every query takes more than a second, and which counts what it gives.
    private static final class SlowFeedTable implements FeedTable {
        private final GalleryFixture gallery;
        private int queries;
        private int rows;

        SlowFeedTable(GalleryFixture gallery) {
            this.gallery = gallery;
        }

        @Override
        public List<FeedRow> newest(UserId userId, Optional<String> before, int limit) {
            queries++;
            gallery.pass(Duration.ofMillis(1_100));
            List<FeedRow> found = gallery.feeds.newest(userId, before, limit);
            rows += found.size();
            return found;
        }

        @Override
        public void put(Collection<FeedRow> rows) {
            gallery.feeds.put(rows);
        }

        @Override
        public void delete(Collection<FeedRow> rows) {
            gallery.feeds.delete(rows);
        }
    }
}
