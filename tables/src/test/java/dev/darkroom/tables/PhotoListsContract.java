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
import dev.darkroom.model.Change;
import dev.darkroom.model.Edit;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.PhotoTable.PhotoPage;
import dev.darkroom.tables.PhotoTable.PublicRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every [PhotoTable] promises of its lists: an owner's filtered ones, those by hash, the public ones.
interface PhotoListsContract {
    /// Days that no other test of public photos uses.
    AtomicInteger DAYS = new AtomicInteger();

    PhotoTable table();

    private static UserId someone() {
        return new UserId(UUID.randomUUID().toString());
    }

    private static Instant newDay() {
        return NOW.minus(Duration.ofDays(1_000L + DAYS.incrementAndGet()));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private PhotoKey ready(UserId owner, int number, Visibility visibility, Instant now) {
        PhotoKey key = photoKey(owner, number);
        table().create(intent(key, visibility));
        table().recordReady(key, media(key, 1), capture(), now);
        return key;
    }

    private void tag(PhotoKey key, String... tags) {
        var edit =
                new Edit(new Change.Keep<>(), new Change.Keep<>(), new Change.Set<>(List.of(tags)), Optional.empty());
        table().edit(table().find(key).orElseThrow(), edit, NOW);
    }

    @Test
    default void aListShowsWhatItsFilterSays() {
        UserId owner = someone();
        PhotoKey hidden = ready(owner, 1, Visibility.PRIVATE, NOW);
        PhotoKey shown = ready(owner, 2, Visibility.FRIENDS, NOW);
        PhotoKey open = ready(owner, 3, Visibility.PUBLIC, NOW);
        table().create(intent(photoKey(owner, 4), Visibility.PUBLIC));
        table().delete(ready(owner, 5, Visibility.PUBLIC, NOW), NOW);
        tag(hidden, "harbour", "sea");
        tag(shown, "sea");
        tag(open, "seaside");

        assertThat(walk(owner, PhotoFilter.forFriends())).containsExactly(photoId(3), photoId(2));
        assertThat(walk(owner, PhotoFilter.forAnyone())).containsExactly(photoId(3));
        assertThat(walk(owner, PhotoFilter.inStates(Set.of(PhotoState.PENDING))))
                .containsExactly(photoId(4));
        Set<PhotoState> any = EnumSet.allOf(PhotoState.class);
        assertThat(walk(owner, new PhotoFilter(any, EnumSet.allOf(Visibility.class), Optional.of("sea"))))
                .as("letter for letter, among the announced ones too")
                .containsExactly(photoId(4), photoId(2), photoId(1));
        assertThat(walk(
                        owner,
                        new PhotoFilter(Set.of(PhotoState.READY), Set.of(Visibility.PRIVATE), Optional.of("sea"))))
                .containsExactly(photoId(1));
        assertThat(walk(owner, new PhotoFilter(any, EnumSet.allOf(Visibility.class), Optional.of("Sea"))))
                .isEmpty();
    }

    @Test
    default void aRefusedPhotoIsNeverPublic() {
        Instant noon = newDay();
        PhotoKey key = photoKey(someone(), 1);
        table().create(intent(key, Visibility.PUBLIC));
        table().recordRejected(key, sequencer(2), Rejection.DAMAGED, noon);
        edit(key, Visibility.FRIENDS, noon);
        edit(key, Visibility.PUBLIC, noon);
        assertThat(walk(day(noon), 5)).isEmpty();

        table().recordReady(key, media(key, 3), capture(), noon);
        assertThat(walk(day(noon), 5)).containsExactly(new PublicRow(key, noon));
    }

    @Test
    default void photosAreFoundByTheirHashInEveryStateButDeleted() {
        UserId owner = someone();
        String sha256 = "cd".repeat(32);
        for (int number = 1; number <= 4; number++) {
            table().create(announced(photoKey(owner, number), sha256));
        }
        table().create(announced(photoKey(owner, 5), "ef".repeat(32)));
        table().create(announced(photoKey(someone(), 6), sha256));
        PhotoKey ready = photoKey(owner, 2);
        table().recordReady(ready, media(ready, 1), capture(), NOW);
        table().recordRejected(photoKey(owner, 3), sequencer(1), Rejection.DAMAGED, NOW);
        table().delete(photoKey(owner, 4), NOW);

        List<Photo> found = table().findBySha256(owner, sha256);

        assertThat(found)
                .extracting(photo -> photo.key().photoId())
                .containsExactly(photoId(3), photoId(2), photoId(1));
        assertThat(found)
                .extracting(Photo::state)
                .containsExactly(PhotoState.REJECTED, PhotoState.READY, PhotoState.PENDING);
        assertThat(table().findBySha256(owner, "00".repeat(32))).isEmpty();
    }

    @Test
    default void publicPhotosOfADayComeNewestFirstFromAllOwners() {
        Instant noon = newDay();
        List<PublicRow> expected = new ArrayList<>();
        for (int number = 1; number <= 45; number++) {
            // Three of each moment, so that pages end among equals.
            Instant at = noon.plusMillis(number / 3);
            expected.add(new PublicRow(ready(someone(), number, Visibility.PUBLIC, at), at));
        }
        ready(someone(), 46, Visibility.FRIENDS, noon);
        ready(someone(), 47, Visibility.PUBLIC, noon.plus(Duration.ofDays(1_000)));
        table().create(intent(photoKey(someone(), 48), Visibility.PUBLIC));
        expected.sort(Comparator.comparing(PublicRow::place).reversed());

        for (int limit : List.of(1, 2, 7, 44, 45, 46)) {
            assertThat(walk(day(noon), limit)).as("pages of %d", limit).isEqualTo(expected);
        }
        assertThat(table().publicPhotos(day(noon).minusDays(400), Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    default void aDayBeginsAndEndsInUniversalTime() {
        Instant midnight = newDay().truncatedTo(ChronoUnit.DAYS);
        PhotoKey first = ready(someone(), 1, Visibility.PUBLIC, midnight);
        PhotoKey last = ready(
                someone(),
                2,
                Visibility.PUBLIC,
                midnight.plus(Duration.ofDays(1)).minusMillis(1));

        assertThat(walk(day(midnight), 5)).extracting(PublicRow::key).containsExactly(last, first);
    }

    @Test
    default void aPhotoIsPublicForAsLongAsItIsReadyAndPublic() {
        Instant noon = newDay();
        PhotoKey key = ready(someone(), 1, Visibility.PRIVATE, noon);
        assertThat(walk(day(noon), 5)).isEmpty();

        edit(key, Visibility.FRIENDS, noon);
        assertThat(walk(day(noon), 5)).isEmpty();
        edit(key, Visibility.PUBLIC, noon.plus(Duration.ofDays(3)));
        assertThat(walk(day(noon), 5)).as("by the day of its publication").containsExactly(new PublicRow(key, noon));
        edit(key, Visibility.PRIVATE, noon);
        assertThat(walk(day(noon), 5)).isEmpty();
        edit(key, Visibility.PUBLIC, noon);
        table().recordReady(key, media(key, 3), capture(), noon);
        assertThat(walk(day(noon), 5)).containsExactly(new PublicRow(key, noon));
        table().delete(key, noon);
        assertThat(walk(day(noon), 5)).isEmpty();
    }

    private void edit(PhotoKey key, Visibility visibility, Instant now) {
        table().edit(table().find(key).orElseThrow(), Edit.of(visibility), now);
    }

    private static Photo announced(PhotoKey key, String sha256) {
        return Photo.announced(
                key,
                Visibility.FRIENDS,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new Announcement(Optional.empty(), ImageType.JPEG, 1, sha256),
                NOW,
                Samples.TRACE);
    }

    private List<PublicRow> walk(LocalDate day, int limit) {
        List<PublicRow> found = new ArrayList<>();
        Optional<PublicRow.Place> before = Optional.empty();
        while (true) {
            List<PublicRow> rows = table().publicPhotos(day, before, limit);
            assertThat(rows).hasSizeLessThanOrEqualTo(limit);
            found.addAll(rows);
            if (rows.size() < limit) {
                return found;
            }
            before = Optional.of(rows.getLast().place());
        }
    }

    private List<PhotoId> walk(UserId owner, PhotoFilter filter) {
        List<PhotoId> found = new ArrayList<>();
        Optional<PhotoId> next = Optional.empty();
        do {
            PhotoPage page = table().list(owner, filter, next, 3);
            page.photos().forEach(photo -> found.add(photo.key().photoId()));
            next = page.next();
        } while (next.isPresent());
        return found;
    }
}
