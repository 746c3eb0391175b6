package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static dev.darkroom.tables.Samples.photoKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.FeedRow;
import dev.darkroom.model.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [FeedTable] promises.
interface FeedTableContract {
    FeedTable table();

    private static UserId someone() {
        return new UserId(UUID.randomUUID().toString());
    }

    /// A row; greater numbers are newer.
    private static FeedRow row(UserId user, int number) {
        return new FeedRow(user, NOW.plusSeconds(number), photoKey(new UserId("alice"), number));
    }

    @Test
    default void rowsComeBackNewestFirstInPages() {
        UserId bob = someone();
        List<FeedRow> rows =
                IntStream.range(0, 60).mapToObj(number -> row(bob, number)).toList();

        table().put(rows);

        List<FeedRow> read = new ArrayList<>();
        Optional<String> before = Optional.empty();
        List<FeedRow> page;
        do {
            page = table().newest(bob, before, 25);
            read.addAll(page);
            before = Optional.of(page.getLast().row());
        } while (page.size() == 25);
        assertThat(read).containsExactlyElementsOf(rows.reversed());
        assertThat(table().newest(someone(), Optional.empty(), 10)).isEmpty();
    }

    @Test
    default void theSameRowTwiceIsOneRow() {
        UserId bob = someone();

        table().put(List.of(row(bob, 1), row(bob, 1)));
        table().put(List.of(row(bob, 1)));

        assertThat(table().newest(bob, Optional.empty(), 10)).containsExactly(row(bob, 1));
    }

    @Test
    default void oneCallReachesManyFeeds() {
        List<UserId> friends = IntStream.range(0, 70).mapToObj(_ -> someone()).toList();

        table().put(friends.stream().map(friend -> row(friend, 1)).toList());

        assertThat(friends)
                .allSatisfy(friend ->
                        assertThat(table().newest(friend, Optional.empty(), 10)).containsExactly(row(friend, 1)));
    }

    @Test
    default void deletedRowsAreGoneAndAbsentOnesNoError() {
        UserId bob = someone();
        table().put(List.of(row(bob, 1), row(bob, 2)));

        table().delete(List.of(row(bob, 1), row(bob, 1), row(bob, 3)));
        table().delete(List.of(row(bob, 1)));
        table().delete(List.of());
        table().put(List.of());

        assertThat(table().newest(bob, Optional.empty(), 10)).containsExactly(row(bob, 2));
    }

    @Test
    default void aRowIsFoundAgainByAnInstantOfGreaterPrecision() {
        UserId bob = someone();
        var precise = new FeedRow(
                bob, NOW.plus(Duration.ofNanos(1_999_999)), row(bob, 1).photo());

        table().put(List.of(precise));

        assertThat(table().newest(bob, Optional.empty(), 10))
                .containsExactly(new FeedRow(bob, NOW.plusMillis(1), precise.photo()));
        table().delete(List.of(precise));
        assertThat(table().newest(bob, Optional.empty(), 10)).isEmpty();
    }
}
