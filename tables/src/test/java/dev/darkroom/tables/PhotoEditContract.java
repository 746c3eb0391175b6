package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static dev.darkroom.tables.Samples.capture;
import static dev.darkroom.tables.Samples.intent;
import static dev.darkroom.tables.Samples.media;
import static dev.darkroom.tables.Samples.photoKey;
import static dev.darkroom.tables.Samples.sequencer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Change;
import dev.darkroom.model.Edit;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.PhotoTable.Edited;
import dev.darkroom.tables.PhotoTable.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every [PhotoTable] promises of edits.
interface PhotoEditContract {
    Edit RENAME = new Edit(
            new Change.Set<>("Pier"), new Change.Remove<>(), new Change.Set<>(List.of("night")), Optional.empty());
    Instant LATER = NOW.plus(Duration.ofDays(2)).plusNanos(5_600_000);

    PhotoTable table();

    private PhotoKey announced(Visibility visibility) {
        PhotoKey key = photoKey(new UserId(UUID.randomUUID().toString()), 1);
        table().create(intent(key, visibility));
        return key;
    }

    private PhotoKey ready(Visibility visibility) {
        PhotoKey key = announced(visibility);
        table().recordReady(key, media(key, 1), capture(), NOW);
        return key;
    }

    private Photo photo(PhotoKey key) {
        return table().find(key).orElseThrow();
    }

    /// The photo after an edit that must succeed.
    private Photo saved(PhotoKey key, Edit edit, Instant now) {
        Edited edited = table().edit(photo(key), edit, now);
        assertThat(edited).isEqualTo(new Edited.Saved(photo(key)));
        return photo(key);
    }

    @Test
    default void anEditIsSavedAndLeavesTheRestAlone() {
        PhotoKey key = ready(Visibility.FRIENDS);
        Photo before = photo(key);

        Photo after = saved(key, RENAME, LATER);

        assertThat(after.title()).contains("Pier");
        assertThat(after.description()).isEmpty();
        assertThat(after.tags()).containsExactly("night");
        assertThat(after).isEqualTo(RENAME.applyTo(before, LATER));
        assertThat(after.rev()).isEqualTo(before.rev() + 1);
        assertThat(saved(
                        key,
                        new Edit(new Change.Remove<>(), new Change.Keep<>(), new Change.Remove<>(), Optional.empty()),
                        NOW))
                .satisfies(bare -> assertThat(bare.title()).isEmpty())
                .satisfies(bare -> assertThat(bare.tags()).isEmpty());
    }

    @Test
    default void anEditThatChangesNothingWritesNothing() {
        PhotoKey key = ready(Visibility.FRIENDS);
        Photo before = saved(key, RENAME, LATER);

        assertThat(table().edit(before, RENAME, LATER)).isEqualTo(new Edited.Saved(before));
        assertThat(table().edit(before, Edit.of(Visibility.FRIENDS), LATER)).isEqualTo(new Edited.Saved(before));

        assertThat(photo(key)).isEqualTo(before);
    }

    @Test
    default void anEditOfAnOlderRevisionLearnsOfTheCurrentOne() {
        PhotoKey key = ready(Visibility.FRIENDS);
        Photo seen = photo(key);
        Photo current = saved(key, RENAME, LATER);

        assertThat(table().edit(seen, Edit.of(Visibility.PRIVATE), LATER)).isEqualTo(new Edited.Changed(current));

        assertThat(photo(key)).isEqualTo(current);
    }

    @Test
    default void anEditThatMeetsItselfIsSaved() {
        PhotoKey key = ready(Visibility.FRIENDS);
        Photo seen = photo(key);
        Photo current = saved(key, RENAME, LATER);

        assertThat(table().edit(seen, RENAME, LATER)).isEqualTo(new Edited.Saved(current));

        assertThat(photo(key).rev()).isEqualTo(current.rev());
    }

    @Test
    default void noEditBringsBackADeletedPhotoOrMakesOne() {
        PhotoKey key = ready(Visibility.PUBLIC);
        Photo seen = photo(key);
        table().delete(key, NOW);
        Photo tombstone = photo(key);
        Photo never = intent(photoKey(key.ownerId(), 2), Visibility.PUBLIC);

        assertThat(table().edit(seen, RENAME, LATER)).isEqualTo(new Edited.NoSuchPhoto());
        assertThat(table().edit(tombstone, RENAME, LATER)).isEqualTo(new Edited.NoSuchPhoto());
        assertThat(table().edit(tombstone, Edit.of(tombstone.visibility()), LATER))
                .as("though it would change nothing")
                .isEqualTo(new Edited.NoSuchPhoto());
        assertThat(table().edit(never, RENAME, LATER)).isEqualTo(new Edited.NoSuchPhoto());

        assertThat(photo(key)).isEqualTo(tombstone);
        assertThat(table().find(never.key())).isEmpty();
    }

    @Test
    default void aPhotoIsPublishedWhenItFirstComesIntoViewAndStaysPublishedThen() {
        PhotoKey key = ready(Visibility.PRIVATE);

        Photo shown = saved(key, Edit.of(Visibility.FRIENDS), LATER);
        Photo hidden = saved(key, Edit.of(Visibility.PRIVATE), LATER.plusSeconds(1));
        Photo shownAgain = saved(key, Edit.of(Visibility.PUBLIC), LATER.plusSeconds(2));

        assertThat(shown.publishedAt()).contains(Precision.stored(LATER));
        assertThat(hidden.publishedAt()).isEqualTo(shown.publishedAt());
        assertThat(shownAgain.publishedAt()).isEqualTo(shown.publishedAt());
    }

    @Test
    default void anIntentIsEditedButPublishedByItsManifestAlone() {
        PhotoKey key = announced(Visibility.PRIVATE);

        Photo edited = saved(key, Edit.of(Visibility.PUBLIC), NOW);
        assertThat(edited.state()).isEqualTo(PhotoState.PENDING);
        assertThat(edited.publishedAt()).isEmpty();
        assertThat(edited.expiresAt()).contains(NOW.plus(Photo.KEPT));

        Recorded recorded = table().recordReady(key, media(key, 1), capture(), LATER);
        assertThat(recorded).isEqualTo(new Recorded.Applied(photo(key)));
        assertThat(photo(key).publishedAt()).contains(Precision.stored(LATER));
        assertThat(photo(key).rev()).isEqualTo(3);
    }

    @Test
    default void aPhotoHiddenWhileItWasPendingIsNotPublished() {
        PhotoKey key = announced(Visibility.PUBLIC);
        saved(key, Edit.of(Visibility.PRIVATE), NOW);

        table().recordReady(key, media(key, 1), capture(), LATER);

        assertThat(photo(key).publishedAt()).isEmpty();
        assertThat(saved(key, Edit.of(Visibility.FRIENDS), LATER).publishedAt()).contains(Precision.stored(LATER));
    }

    @Test
    default void aManifestAfterAnEditKeepsWhatTheOwnerWrote() {
        PhotoKey key = ready(Visibility.FRIENDS);
        Photo edited = saved(key, RENAME, LATER);

        table().recordReady(key, media(key, 2), capture(), LATER.plusSeconds(1));

        assertThat(photo(key).title()).isEqualTo(edited.title());
        assertThat(photo(key).tags()).isEqualTo(edited.tags());
        assertThat(photo(key).publishedAt()).isEqualTo(edited.publishedAt());
    }

    @Test
    default void aRefusedPhotoIsEditedWithoutComingIntoView() {
        PhotoKey key = announced(Visibility.PRIVATE);
        table().recordRejected(key, sequencer(1), Rejection.DAMAGED, NOW);

        Photo edited = saved(key, Edit.of(Visibility.PUBLIC), LATER);

        assertThat(edited.state()).isEqualTo(PhotoState.REJECTED);
        assertThat(edited.rejection()).contains(Rejection.DAMAGED);
        assertThat(edited.publishedAt()).isEmpty();
    }
}
