package dev.darkroom.cli.reprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
    private final StringWriter out = new StringWriter();
    private long nanos = 7;

    private ProgressLine line(boolean terminal) {
        return new ProgressLine(new PrintWriter(out), terminal, 100, () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void aLogGetsALineEveryTenSeconds() {
        ProgressLine line = line(false);
        for (int done = 1; done <= 25; done++) {
            pass(Duration.ofSeconds(1));
            line.accept(new Tally(done, 0, 0, 0));
        }
        line.end();

        assertThat(out.toString().lines())
                .containsExactly(
                        "10 of 100 (10 %), 1.0 a second, 90 s left", "20 of 100 (20 %), 1.0 a second, 80 s left");
    }

    @Test
    void aTerminalHasOneLineThatIsWrittenAnewAndGoesAtTheEnd() {
        ProgressLine line = line(true);
        pass(Duration.ofMillis(500));
        line.accept(new Tally(1, 0, 0, 0));
        pass(Duration.ofMillis(10));
        line.accept(new Tally(2, 0, 0, 0));
        pass(Duration.ofMillis(490));
        line.accept(new Tally(2, 1, 0, 1));
        line.end();

        assertThat(out.toString())
                .isEqualTo("\r\033[K1 of 100 (1 %), 2.0 a second, 50 s left"
                        + "\r\033[K4 of 100 (4 %), 4.0 a second, 24 s left, 1 not made\r\033[K");
    }

    @Test
    void figuresAreNoMoreExactThanTheyAre() {
        assertThat(Figures.of(Duration.ofMillis(20))).isEqualTo("1 s");
        assertThat(Figures.of(Duration.ofSeconds(119))).isEqualTo("119 s");
        assertThat(Figures.of(Duration.ofMinutes(50))).isEqualTo("50 min");
        assertThat(Figures.of(Duration.ofMinutes(185))).isEqualTo("3 h 5 min");
        assertThat(Figures.of(Duration.ofHours(103))).isEqualTo("4 days 7 h");
        assertThat(Figures.bytes(999)).isEqualTo("999 bytes");
        assertThat(Figures.bytes(7_123_456)).isEqualTo("7.1 MB");
        assertThat(Figures.dollars(34.114)).isEqualTo("$34.11");
        assertThat(Figures.dollars(0.000312)).isEqualTo("$0.00031");
        assertThat(Figures.dollars(0)).isEqualTo("$0.00");
        assertThat(Figures.photos(1)).isEqualTo("1 photo");
        assertThat(Figures.photos(1_200)).isEqualTo("1,200 photos");
    }
}
