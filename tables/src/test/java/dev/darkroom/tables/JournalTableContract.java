package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.JournalEntry;
import dev.darkroom.model.PhotoId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [JournalTable] promises.
interface JournalTableContract {
    JournalTable table();

    private static PhotoId somePhoto() {
        return Samples.photoId(ThreadLocalRandom.current().nextInt(1_000_000_000));
    }

    static JournalEntry entry(PhotoId photo, int number, String outcome) {
        return new JournalEntry(
                photo, "feed", 1, NOW.plusMillis(number), Duration.ofMillis(12), outcome, "request", number == 0);
    }

    @Test
    default void entriesComeBackOldestFirst() {
        PhotoId photo = somePhoto();
        List<JournalEntry> entries = IntStream.range(0, 30)
                .mapToObj(number -> entry(photo, number, "25 rows"))
                .toList();

        table().write(entries.reversed());

        assertThat(table().read(photo)).containsExactlyElementsOf(entries);
        assertThat(table().read(somePhoto())).isEmpty();
    }

    @Test
    default void theSameEntryAgainReplacesItself() {
        PhotoId photo = somePhoto();

        table().write(List.of(entry(photo, 1, "intended"), entry(photo, 1, "done")));
        table().write(List.of(entry(photo, 1, "done")));
        table().write(List.of());

        assertThat(table().read(photo)).containsExactly(entry(photo, 1, "done"));
    }
}
