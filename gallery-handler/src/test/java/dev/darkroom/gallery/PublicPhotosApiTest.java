package dev.darkroom.gallery;

import static dev.darkroom.gallery.GalleryFixture.ALICE;
import static dev.darkroom.gallery.GalleryFixture.BOB;
import static dev.darkroom.gallery.GalleryFixture.allIds;
import static dev.darkroom.gallery.GalleryFixture.ids;
import static dev.darkroom.gallery.GalleryFixture.photoIds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.InMemoryPhotoTable;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.tables.Samples;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublicPhotosApiTest {
    private static final String LIST = "/public/photos?limit=100";

    private final GalleryFixture gallery = new GalleryFixture();

    private PhotoKey published(UserId owner, int number, Instant at) {
        PhotoKey key = gallery.pending(owner, number, Visibility.PUBLIC);
        gallery.photos.recordReady(key, Samples.media(key, 1), Samples.capture(), at);
        return key;
    }

    @Test
    void anyoneSeesPublicPhotosOfAllUsersNewestFirst() {
        PhotoKey first = gallery.ready(ALICE, 1, Visibility.PUBLIC);
        PhotoKey second = gallery.ready(BOB, 2, Visibility.PUBLIC);
        gallery.ready(ALICE, 3, Visibility.FRIENDS);
        gallery.ready(ALICE, 4, Visibility.PRIVATE);
        gallery.pending(ALICE, 5, Visibility.PUBLIC);
        gallery.photos.delete(gallery.ready(BOB, 6, Visibility.PUBLIC), gallery.now);

        ApiAnswer answer = gallery.anyone.get("/public/photos");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ids(answer)).isEqualTo(photoIds(second, first));
        assertThat(answer.at("/items/0/view")).isEqualTo("PUBLIC");
        assertThat(answer.at("/items/0/owner/handle")).isEqualTo("bob");
        assertThat(answer.header("cache-control")).isEqualTo("public, max-age=60");
        assertThat(answer.body()).doesNotContain("IMG_1.JPG", "latitude", "sha256", "takenAt", "camera", "visibility");
    }

    @Test
    void aHideShowsInTheNextRead() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.PUBLIC);
        assertThat(ids(gallery.anyone.get(LIST))).isEqualTo(photoIds(key));

        gallery.hide(key);

        assertThat(ids(gallery.anyone.get(LIST))).isEmpty();
    }

    /// The index is eventually consistent: what it says of a photo may be of a moment ago.
    @Test
    void whatTheIndexSaysTooLateIsNotShown() {
        PhotoKey hidden = gallery.ready(ALICE, 1, Visibility.PUBLIC);
        PhotoKey deleted = gallery.ready(ALICE, 2, Visibility.PUBLIC);
        PhotoKey kept = gallery.ready(ALICE, 3, Visibility.PUBLIC);
        var late = gallery.photos.publicPhotos(LocalDate.of(2026, 11, 21), Optional.empty(), 10);
        gallery.hide(hidden);
        gallery.photos.delete(deleted, gallery.now);
        PhotoTable table = new LateIndex(gallery.photos, late).table();

        var read = new PublicReader(table, () -> gallery.now).read(Optional.empty(), 10);

        assertThat(late).hasSize(3);
        assertThat(read.photos()).extracting(photo -> photo.key()).containsExactly(kept);
    }

    @Test
    void blocksDoNotMatterToThoseWithoutAToken() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.PUBLIC);
        gallery.friendships.put(new Friendship(ALICE, BOB, FriendshipState.BLOCKED, gallery.now));

        assertThat(ids(gallery.anyone.get(LIST))).isEqualTo(photoIds(key));
    }

    @Test
    void pagesLeadThroughAllDaysToTheFirstWithoutGapsOrRepeats() {
        List<String> expected = new ArrayList<>();
        int number = 0;
        for (int daysAgo = 0; daysAgo <= 20; daysAgo += daysAgo == 3 ? 9 : 1) {
            for (int i = 0; i < 4; i++) {
                PhotoKey key = published(
                        i % 2 == 0 ? ALICE : BOB,
                        ++number,
                        gallery.now.minus(Duration.ofDays(daysAgo)).minusSeconds(i));
                if (i == 2) {
                    gallery.hide(key);
                } else {
                    expected.add(key.photoId().value());
                }
            }
        }

        for (int limit : List.of(1, 2, 3, 7, 39, 100)) {
            assertThat(allIds(gallery.anyone, "/public/photos?limit=" + limit))
                    .as("pages of %d", limit)
                    .isEqualTo(expected);
        }
    }

    @Test
    void aReadLooksSevenDaysBackAndThenAnswersWithACursor() {
        PhotoKey sixDaysAgo = published(ALICE, 1, gallery.now.minus(Duration.ofDays(6)));
        PhotoKey sevenDaysAgo = published(ALICE, 2, gallery.now.minus(Duration.ofDays(7)));

        ApiAnswer first = gallery.anyone.get(LIST);
        ApiAnswer second = gallery.anyone.get(LIST + "&cursor=" + first.at("/next"));

        assertThat(ids(first)).isEqualTo(photoIds(sixDaysAgo));
        assertThat(ids(second)).isEqualTo(photoIds(sevenDaysAgo));
        ApiAnswer third = gallery.anyone.get(LIST + "&cursor=" + second.at("/next"));
        assertThat(third.body())
                .as("the first day of all is seven days further")
                .isEqualTo("{\"items\":[],\"next\":null}");
    }

    @Test
    void aReadEndsAfterFiveHundredRowsWithACursorThatLeadsOn() {
        PhotoKey oldest = published(ALICE, 1, gallery.now);
        for (int i = 2; i <= 620; i++) {
            published(ALICE, i, gallery.now.plusMillis(i));
        }
        var late = gallery.photos.publicPhotos(LocalDate.of(2026, 11, 21), Optional.empty(), 1_000);
        late.stream().limit(619).forEach(row -> gallery.hide(row.key()));
        var reader = new PublicReader(new LateIndex(gallery.photos, late).table(), () -> gallery.now);

        var first = reader.read(Optional.empty(), 30);
        var second = reader.read(first.next(), 30);

        assertThat(first.photos()).isEmpty();
        assertThat(first.next()).isPresent();
        assertThat(second.photos()).extracting(photo -> photo.key()).containsExactly(oldest);
    }

    @Test
    void absurdCursorsAreRefusedAndLeadNowhere() {
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.PUBLIC);
        ApiCall api = gallery.anyone;

        assertThat(api.get("/public/photos?cursor=x").status()).isEqualTo(400);
        assertThat(api.get("/public/photos?before=2026-11-21").at("/errors/0/field"))
                .isEqualTo("before");
        assertThat(gallery.alice.get("/photos?cursor=" + nextOf(key)).status()).isEqualTo(400);
    }

    private String nextOf(PhotoKey key) {
        published(ALICE, 2, gallery.stored(key).publishedAt().orElseThrow().minusSeconds(1));
        return gallery.anyone.get("/public/photos?limit=1").at("/next");
    }

    @Test
    void everyOtherRouteAsksForAToken() {
        Stream.of("/photos", "/users/alice-sub/photos", "/feed", "/me", "/friends")
                .forEach(target -> assertThat(gallery.anyone.get(target).status())
                        .as(target)
                        .isEqualTo(401));
        assertThat(gallery.anyone.post("/photos/lookup", "{}").status()).isEqualTo(401);
    }

    /// A table whose index shows rows of a moment ago.
    private record LateIndex(InMemoryPhotoTable behind, List<PhotoTable.PublicRow> rows) {
        PhotoTable table() {
            return (PhotoTable) Proxy.newProxyInstance(
                    PhotoTable.class.getClassLoader(), new Class<?>[] {PhotoTable.class}, (_, method, arguments) -> {
                        if (!method.getName().equals("publicPhotos")) {
                            return method.invoke(behind, arguments);
                        }
                        var day = (LocalDate) arguments[0];
                        var before = (Optional<?>) arguments[1];
                        return rows.stream()
                                .filter(row -> LocalDate.ofInstant(row.publishedAt(), ZoneOffset.UTC)
                                        .equals(day))
                                .filter(row -> before.isEmpty()
                                        || row.place().compareTo((PhotoTable.PublicRow.Place) before.get()) < 0)
                                .limit((int) arguments[2])
                                .toList();
                    });
        }
    }
}
