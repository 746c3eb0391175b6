package dev.darkroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArrivalsTest {
    @Test
    void waitsUntilAllHaveArrivedAndTakesTheFirstTimeOfEach() {
        Deque<List<String>> log = new ArrayDeque<>(List.of(
                List.of("START RequestId: 1", "arrived 1000 probe-1 probe-2"),
                List.of(),
                List.of("{\"message\": arrived 2000 probe-2 probe-3 ")));
        var arrivals = new Arrivals(log::remove, Duration.ZERO);

        assertThat(arrivals.await(List.of("probe-2", "probe-3")))
                .containsEntry("probe-2", 1000L)
                .containsEntry("probe-3", 2000L)
                .hasSize(2);
    }

    @Test
    void aGrowingFileGivesEachWholeLineOnce(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("function.log");
        var log = new LogFile(file);
        assertThat(log.get()).isEmpty();

        Files.writeString(file, "one\ntwo\nthr");
        assertThat(log.get()).containsExactly("one", "two");

        Files.writeString(file, "ee\n", StandardOpenOption.APPEND);
        assertThat(log.get()).containsExactly("three");
        assertThat(log.get()).isEmpty();
    }
}
