package dev.darkroom.cli.reprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.cli.reprocess.Renderer.Recipe;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EstimateTest {
    private static final long MILLION = 1_000_000;
    private static final Recipe THREE_FILES = new Recipe("fedcba9876543210", "codec-2", 3, 1024);

    /// Worked out by hand from the price lists: a million photos of 10 megapixels take 270 ms each.
    @Test
    void aMillionPhotosCostWhatTheListsSay() {
        Estimate estimate = Estimate.of(
                new Backlog(MILLION, MILLION * 4_000_000, MILLION * 10_000_000, 2 * MILLION), THREE_FILES, 4);

        assertThat(estimate.time()).isEqualTo(Duration.ofMinutes(1_125));
        assertThat(estimate.costs().get("Lambda")).isCloseTo(3.60 + 0.60 + 0.80, within(0.01));
        assertThat(estimate.costs().get("S3")).isCloseTo(25 + 1.20, within(0.001));
        assertThat(estimate.costs().get("DynamoDB")).isCloseTo(2.50 + 0.25 + 0.0625, within(0.001));
        assertThat(estimate.costs().get("SNS")).isCloseTo(0.50, within(0.001));
        assertThat(estimate.dollars()).isCloseTo(34.51, within(0.02));
    }

    @Test
    void moreAtOnceTakeLessTimeForTheSameMoney() {
        Backlog backlog = new Backlog(100, 400_000_000, 1_000_000_000, 100);

        Estimate slow = Estimate.of(backlog, THREE_FILES, 1);
        Estimate fast = Estimate.of(backlog, THREE_FILES, 8);

        assertThat(fast.time().multipliedBy(8)).isEqualTo(slow.time());
        assertThat(fast.costs()).isEqualTo(slow.costs());
    }
}
