package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static dev.darkroom.tables.Samples.capture;
import static dev.darkroom.tables.Samples.intent;
import static dev.darkroom.tables.Samples.media;
import static dev.darkroom.tables.Samples.photoId;
import static dev.darkroom.tables.Samples.photoKey;
import static dev.darkroom.tables.Samples.sequencer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Announcement;
import dev.darkroom.model.Capture;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.PhotoTable.PhotoPage;
import dev.darkroom.tables.PhotoTable.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [PhotoTable] promises.
interface PhotoTableContract {
    /// The table under test; tests own their users, so that it may hold other items.
    PhotoTable table();

    private static UserId someone() {
        return new UserId(UUID.randomUUID().toString());
    }

    private PhotoKey announced(Visibility visibility) {
        PhotoKey key = photoKey(someone(), 1);
        assertThat(table().create(intent(key, visibility))).isTrue();
        return key;
    }

    private Photo photo(PhotoKey key) {
        return table().find(key).orElseThrow();
    }

    @Test
    default void anIntentReadsBackAsItWasStored() {
        PhotoKey key = photoKey(someone(), 1);
        Photo intent = intent(key, Visibility.FRIENDS);

        assertThat(table().create(intent)).isTrue();

        assertThat(table().find(key)).contains(intent);
        assertThat(table().find(photoKey(key.ownerId(), 2))).isEmpty();
    }

    @Test
    default void anIntentWithNothingOptionalReadsBackToo() {
        PhotoKey key = photoKey(someone(), 1);
        Photo full = intent(key, Visibility.PRIVATE);
        Photo bare = Photo.announced(
                key,
                Visibility.PRIVATE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new Announcement(
                        Optional.empty(),
                        full.announcement().type(),
                        1,
                        full.announcement().sha256()),
                NOW,
                Samples.TRACE);

        table().create(bare);

        assertThat(table().find(key)).contains(bare);
    }

    @Test
    default void aSecondIntentChangesNothing() {
        PhotoKey key = announced(Visibility.FRIENDS);

        assertThat(table().create(intent(key, Visibility.PUBLIC))).isFalse();

        assertThat(photo(key).visibility()).isEqualTo(Visibility.FRIENDS);
    }

    @Test
    default void aManifestMakesAPhotoReady() {
        PhotoKey key = announced(Visibility.FRIENDS);
        Instant now = NOW.plusMillis(812);

        Recorded recorded = table().recordReady(key, media(key, 7), capture(), now);

        Photo ready = photo(key);
        assertThat(recorded).isEqualTo(new Recorded.Applied(ready));
        assertThat(ready.state()).isEqualTo(PhotoState.READY);
        assertThat(ready.rev()).isEqualTo(2);
        assertThat(ready.media()).contains(media(key, 7));
        assertThat(ready.capture()).contains(capture());
        assertThat(ready.publishedAt()).contains(now);
        assertThat(ready.expiresAt()).isEmpty();
        Photo intent = intent(key, Visibility.FRIENDS);
        assertThat(ready.title()).isEqualTo(intent.title());
        assertThat(ready.tags()).isEqualTo(intent.tags());
        assertThat(ready.announcement()).isEqualTo(intent.announcement());
    }

    @Test
    default void aPhotoOfAnUnknownCameraReadsBackToo() {
        PhotoKey key = announced(Visibility.FRIENDS);

        table().recordReady(key, media(key, 7), Capture.UNKNOWN, NOW);

        assertThat(photo(key).capture()).contains(Capture.UNKNOWN);
    }

    @Test
    default void aPrivatePhotoIsNotPublished() {
        PhotoKey key = announced(Visibility.PRIVATE);

        table().recordReady(key, media(key, 7), capture(), NOW);

        assertThat(photo(key).state()).isEqualTo(PhotoState.READY);
        assertThat(photo(key).publishedAt()).isEmpty();
    }

    @Test
    default void theSameManifestAgainChangesNothing() {
        PhotoKey key = announced(Visibility.PUBLIC);
        table().recordReady(key, media(key, 7), capture(), NOW);
        Photo before = photo(key);

        assertThat(table().recordReady(key, media(key, 7), capture(), NOW.plusSeconds(5)))
                .isEqualTo(new Recorded.AlreadyCurrent());
        assertThat(table().recordRejected(key, sequencer(7), Rejection.DAMAGED, NOW.plusSeconds(5)))
                .isEqualTo(new Recorded.AlreadyCurrent());

        assertThat(photo(key)).isEqualTo(before);
    }

    @Test
    default void anOlderManifestIsIgnoredAndANewerOneApplied() {
        PhotoKey key = announced(Visibility.FRIENDS);
        table().recordReady(key, media(key, 0xFF), capture(), NOW);

        assertThat(table().recordReady(key, media(key, 0x9), Capture.UNKNOWN, NOW))
                .isEqualTo(new Recorded.AlreadyCurrent());
        assertThat(table().recordReady(key, media(key, 0x100), Capture.UNKNOWN, NOW.plusSeconds(9)))
                .isInstanceOf(Recorded.Applied.class);

        assertThat(photo(key).rev()).isEqualTo(3);
        assertThat(photo(key).media()).contains(media(key, 0x100));
        assertThat(photo(key).publishedAt()).as("set once").contains(NOW);
    }

    @Test
    default void aRefusedPhotoSaysWhyAndExpires() {
        PhotoKey key = announced(Visibility.FRIENDS);

        Recorded recorded = table().recordRejected(key, sequencer(7), Rejection.TRUNCATED, NOW.plusSeconds(3));

        Photo rejected = photo(key);
        assertThat(recorded).isEqualTo(new Recorded.Applied(rejected));
        assertThat(rejected.state()).isEqualTo(PhotoState.REJECTED);
        assertThat(rejected.rejection()).contains(Rejection.TRUNCATED);
        assertThat(rejected.media()).isEmpty();
        assertThat(rejected.publishedAt()).isEmpty();
        assertThat(rejected.expiresAt()).contains(NOW.plusSeconds(3).plus(Photo.KEPT));
    }

    @Test
    default void aRefusedPhotoIgnoresOlderManifestsAndTakesNewerOnes() {
        PhotoKey key = announced(Visibility.FRIENDS);
        table().recordRejected(key, sequencer(7), Rejection.TRUNCATED, NOW);

        assertThat(table().recordReady(key, media(key, 6), capture(), NOW)).isEqualTo(new Recorded.AlreadyCurrent());
        assertThat(table().recordReady(key, media(key, 8), capture(), NOW)).isInstanceOf(Recorded.Applied.class);

        assertThat(photo(key).state()).isEqualTo(PhotoState.READY);
        assertThat(photo(key).rejection()).isEmpty();
        assertThat(photo(key).expiresAt()).isEmpty();
        assertThat(photo(key).publishedAt()).contains(NOW);
    }

    @Test
    default void aReadyPhotoStaysReadyWhateverIsSaidOfItsOriginalLater() {
        for (Visibility visibility : Visibility.values()) {
            PhotoKey key = announced(visibility);
            table().recordReady(key, media(key, 7), capture(), NOW);
            Photo ready = photo(key);

            assertThat(table().recordRejected(key, sequencer(8), Rejection.DAMAGED, NOW.plusSeconds(5)))
                    .isEqualTo(new Recorded.StaysReady(ready));

            assertThat(photo(key)).isEqualTo(ready);
            assertThat(table().recordReady(key, media(key, 9), capture(), NOW.plusSeconds(9)))
                    .isInstanceOf(Recorded.Applied.class);
        }
    }

    @Test
    default void aTombstoneKeepsWhatFeedsNeedAndNothingPersonal() {
        PhotoKey key = announced(Visibility.PUBLIC);
        table().recordReady(key, media(key, 7), capture(), NOW);

        assertThat(table().delete(key, NOW.plusSeconds(60))).isTrue();

        Photo tombstone = photo(key);
        assertThat(tombstone.state()).isEqualTo(PhotoState.DELETED);
        assertThat(tombstone.rev()).isEqualTo(3);
        assertThat(tombstone.publishedAt()).contains(NOW);
        assertThat(tombstone.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(tombstone.createdAt()).isEqualTo(NOW);
        assertThat(tombstone.expiresAt()).contains(NOW.plusSeconds(60).plus(Photo.KEPT));
        assertThat(tombstone.announcement()).isEqualTo(Announcement.FORGOTTEN);
        assertThat(tombstone.title()).isEmpty();
        assertThat(tombstone.description()).isEmpty();
        assertThat(tombstone.tags()).isEmpty();
        assertThat(tombstone.media()).isEmpty();
        assertThat(tombstone.capture()).isEmpty();
        assertThat(tombstone.rejection()).isEmpty();
    }

    @Test
    default void deletingAgainOrNothingChangesNothing() {
        PhotoKey key = announced(Visibility.PUBLIC);
        table().delete(key, NOW);
        Photo before = photo(key);

        assertThat(table().delete(key, NOW.plusSeconds(9))).isFalse();
        assertThat(table().delete(photoKey(key.ownerId(), 2), NOW)).isFalse();

        assertThat(photo(key)).isEqualTo(before);
        assertThat(table().find(photoKey(key.ownerId(), 2))).isEmpty();
    }

    @Test
    default void aManifestThatMeetsATombstoneTouchesIt() {
        PhotoKey key = announced(Visibility.PUBLIC);
        table().delete(key, NOW);

        assertThat(table().recordReady(key, media(key, 7), capture(), NOW.plusSeconds(5)))
                .isEqualTo(new Recorded.Gone());
        assertThat(table().recordRejected(key, sequencer(8), Rejection.DAMAGED, NOW.plusSeconds(6)))
                .isEqualTo(new Recorded.Gone());

        assertThat(photo(key).state()).isEqualTo(PhotoState.DELETED);
        assertThat(photo(key).rev()).isEqualTo(4);
        assertThat(photo(key).media()).isEmpty();
        assertThat(photo(key).expiresAt()).contains(NOW.plusSeconds(6).plus(Photo.KEPT));
    }

    @Test
    default void aManifestWithoutAnItemLeavesATombstone() {
        PhotoKey key = photoKey(someone(), 1);
        PhotoKey refused = photoKey(key.ownerId(), 2);

        assertThat(table().recordReady(key, media(key, 7), capture(), NOW)).isEqualTo(new Recorded.Gone());
        assertThat(table().recordRejected(refused, sequencer(7), Rejection.DAMAGED, NOW))
                .isEqualTo(new Recorded.Gone());

        assertThat(photo(key)).isEqualTo(Tombstones.ofUnknown(key, NOW));
        assertThat(photo(refused).state()).isEqualTo(PhotoState.DELETED);
        assertThat(table().create(intent(key, Visibility.PUBLIC))).isFalse();
    }

    @Test
    default void manyPhotosAreFoundAtOnceEachOnce() {
        UserId owner = someone();
        List<PhotoKey> keys = IntStream.range(0, 130)
                .mapToObj(number -> photoKey(owner, number))
                .toList();
        keys.forEach(key -> table().create(intent(key, Visibility.FRIENDS)));
        List<PhotoKey> asked = new ArrayList<>(keys);
        asked.addAll(keys.subList(0, 5));
        asked.add(photoKey(owner, 999));

        assertThat(table().findAll(asked)).extracting(Photo::key).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(table().findAll(List.of())).isEmpty();
    }

    @Test
    default void pagesOfOnesPhotosAreNewestFirstAndComplete() {
        UserId owner = someone();
        for (int number = 0; number < 7; number++) {
            PhotoKey key = photoKey(owner, number);
            table().create(intent(key, Visibility.FRIENDS));
            if (number % 2 == 0) {
                table().recordReady(key, media(key, 1), capture(), NOW);
            }
        }

        assertThat(walk(owner, Set.of(PhotoState.READY)))
                .containsExactly(photoId(6), photoId(4), photoId(2), photoId(0));
        assertThat(walk(owner, Set.of(PhotoState.READY, PhotoState.PENDING))).hasSize(7);
        assertThat(walk(someone(), Set.of(PhotoState.READY))).isEmpty();
    }

    @Test
    default void pendingPhotosAreToldByWhenTheyWereMinted() {
        UserId owner = someone();
        Instant minted = photoId(0).mintedAt();
        for (int number = 1; number <= 5; number++) {
            PhotoKey key = new PhotoKey(owner, PhotoId.firstAt(minted.plusMillis(number)));
            table().create(intent(key, Visibility.FRIENDS));
            if (number == 4) {
                table().recordReady(key, media(key, 1), capture(), NOW);
            }
        }
        table().delete(new PhotoKey(owner, PhotoId.firstAt(minted.plusMillis(5))), NOW);

        assertThat(table().pendingSince(owner, minted.plusMillis(2)))
                .containsExactly(PhotoId.firstAt(minted.plusMillis(2)), PhotoId.firstAt(minted.plusMillis(3)));
        assertThat(table().pendingSince(owner, minted.plusMillis(4))).isEmpty();
        assertThat(table().pendingSince(someone(), minted)).isEmpty();
    }

    @Test
    default void instantsAreKeptToTheMillisecondAndExpiryToTheSecond() {
        PhotoKey key = announced(Visibility.FRIENDS);
        Instant now = NOW.plus(Duration.ofNanos(123_456_789));

        table().recordReady(key, media(key, 1), capture(), now);
        assertThat(photo(key).publishedAt()).contains(NOW.plusMillis(123));

        table().delete(key, now);
        assertThat(photo(key).expiresAt()).contains(NOW.plus(Photo.KEPT));
    }

    private List<PhotoId> walk(UserId owner, Set<PhotoState> states) {
        List<PhotoId> found = new ArrayList<>();
        Optional<PhotoId> next = Optional.empty();
        do {
            PhotoPage page = table().list(owner, states, next, 3);
            assertThat(page.photos()).hasSizeLessThanOrEqualTo(3);
            page.photos().forEach(photo -> found.add(photo.key().photoId()));
            next = page.next();
        } while (next.isPresent());
        return found;
    }
}
