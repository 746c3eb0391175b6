package dev.darkroom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.bench.Goal.Better;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BenchReportTest {
    private static final List<Goal> GOALS = List.of(
            new Goal("b", "latency", "ms", 10, Better.LOWER, "a time"),
            new Goal("b", "rate", "1/s", 5, Better.HIGHER, "a rate"),
            new Goal("other", "else", "ms", 1, Better.LOWER, "of another bench"));

    @Test
    void whetherAGoalIsMetFollowsFromItsValue() {
        var report = BenchReport.of(
                "b",
                GOALS,
                List.of(
                        Measurement.median("latency", "ms", List.of(30.0, 9.0, 10.0)),
                        Measurement.single("rate", "1/s", 4)));

        assertThat(report.goals())
                .containsExactly(
                        new BenchReport.Line("latency", 10, "ms", 10, true),
                        new BenchReport.Line("rate", 4, "1/s", 5, false));
        assertThat(report.samples()).containsEntry("latency", List.of(30.0, 9.0, 10.0));
        assertThat(report.allMet()).isFalse();
    }

    @Test
    void whatHasNoGoalIsAFigure() {
        var report = BenchReport.of(
                "other", GOALS, List.of(Measurement.single("else", "ms", 1), Measurement.single("more", "MB", 3)));

        assertThat(report.figures()).containsExactly(new BenchReport.Figure("more", 3, "MB"));
        assertThat(report.allMet()).isTrue();
    }

    @Test
    void whatCannotBeMeasuredHereIsNamedAndNeitherMetNorMissed() {
        var report = BenchReport.of("other", GOALS, List.of(Measurement.skipped("else", "ms")));

        assertThat(report.skipped()).containsExactly("else");
        assertThat(report.goals()).isEmpty();
        assertThat(report.allMet()).isTrue();
    }

    @Test
    void aGoalThatWasNotMeasuredOrInAnotherUnitIsRefused() {
        assertThatThrownBy(() -> BenchReport.of("b", GOALS, List.of(Measurement.single("rate", "1/s", 4))))
                .hasMessageContaining("latency");
        assertThatThrownBy(() -> BenchReport.of("other", GOALS, List.of(Measurement.single("else", "s", 1))))
                .hasMessageContaining("else in ms");
    }

    @Test
    void percentilesAreNearestRank() {
        var samples = List.of(5.0, 1.0, 4.0, 2.0, 3.0);

        assertThat(Measurement.percentile(samples, 50)).isEqualTo(3);
        assertThat(Measurement.percentile(samples, 95)).isEqualTo(5);
        assertThatThrownBy(() -> Measurement.percentile(List.of(), 50)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCommittedGoalsCanBeRead() {
        assertThat(Goal.all()).extracting(Goal::name).doesNotHaveDuplicates().contains("warm-photo-p50");
    }
}
