package dev.darkroom.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EditTest {
    private static final PhotoKey KEY = new PhotoKey(new UserId("alice"), new PhotoId("01ARZ3NDEKTSV4RRFFQ69G5FAV"));
    private static final Instant MINTED = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant NOW = MINTED.plus(Duration.ofHours(1)).plusNanos(1_234_567);
    private static final Traceparent TRACE = new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    private static Photo photo(PhotoState state, Visibility visibility, Optional<Instant> publishedAt) {
        return new Photo(
                KEY,
                3,
                state,
                visibility,
                Optional.of("Harbour"),
                Optional.of("Early"),
                List.of("sea"),
                new Announcement(Optional.empty(), ImageType.JPEG, 1, "ab".repeat(32)),
                MINTED,
                publishedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(TRACE));
    }

    @Test
    void anEditChangesWhatItNamesAndCountsTheRevision() {
        Photo before = photo(PhotoState.READY, Visibility.FRIENDS, Optional.of(MINTED));

        Photo after = new Edit(new Change.Set<>("Pier"), new Change.Remove<>(), new Change.Keep<>(), Optional.empty())
                .applyTo(before, NOW);

        assertThat(after.title()).contains("Pier");
        assertThat(after.description()).isEmpty();
        assertThat(after.tags()).containsExactly("sea");
        assertThat(after.visibility()).isEqualTo(Visibility.FRIENDS);
        assertThat(after.rev()).isEqualTo(4);
        assertThat(after.publishedAt()).contains(MINTED);
    }

    @Test
    void tagsThatAreRemovedOrSetToNoneAreNone() {
        Photo before = photo(PhotoState.READY, Visibility.FRIENDS, Optional.of(MINTED));

        for (Change<List<String>> none :
                List.of(new Change.Remove<List<String>>(), new Change.Set<>(List.<String>of()))) {
            Photo after =
                    new Edit(new Change.Keep<>(), new Change.Keep<>(), none, Optional.empty()).applyTo(before, NOW);
            assertThat(after.tags()).isEmpty();
            assertThat(after.rev()).isEqualTo(4);
        }
    }

    @Test
    void anEditThatChangesNothingIsNoRevision() {
        Photo before = photo(PhotoState.READY, Visibility.FRIENDS, Optional.of(MINTED));

        Edit same = new Edit(
                new Change.Set<>("Harbour"),
                new Change.Keep<>(),
                new Change.Set<>(List.of("sea")),
                Optional.of(Visibility.FRIENDS));

        assertThat(same.applyTo(before, NOW)).isSameAs(before);
    }

    @Test
    void aPhotoIsPublishedOnceWhenItFirstComesIntoView() {
        Photo hidden = photo(PhotoState.READY, Visibility.PRIVATE, Optional.empty());

        Photo shown = Edit.of(Visibility.PUBLIC).applyTo(hidden, NOW);
        Photo hiddenAgain = Edit.of(Visibility.PRIVATE).applyTo(shown, NOW.plusSeconds(1));
        Photo shownAgain = Edit.of(Visibility.FRIENDS).applyTo(hiddenAgain, NOW.plusSeconds(2));

        assertThat(shown.publishedAt()).as("in whole milliseconds").contains(Instant.parse("2026-11-21T11:00:00.001Z"));
        assertThat(hiddenAgain.publishedAt()).isEqualTo(shown.publishedAt());
        assertThat(shownAgain.publishedAt()).isEqualTo(shown.publishedAt());
        assertThat(shownAgain.rev()).isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource(
            value = PhotoState.class,
            names = {"PENDING", "REJECTED"})
    void aPhotoThatIsNotReadyIsNotPublishedByAnEdit(PhotoState state) {
        Photo before = photo(state, Visibility.PRIVATE, Optional.empty());

        assertThat(Edit.of(Visibility.PUBLIC).applyTo(before, NOW).publishedAt())
                .isEmpty();
    }
}
