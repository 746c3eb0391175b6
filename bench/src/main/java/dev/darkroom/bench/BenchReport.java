package dev.darkroom.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Goals beside what was measured. `met` is computed, never told.
///
/// @param goals one line a goal
/// @param skipped the goals that cannot be measured on this machine
/// @param figures what was measured beside the goals
/// @param samples every sample by name, in the order taken
public record BenchReport(
        List<Line> goals, List<String> skipped, List<Figure> figures, Map<String, List<Double>> samples) {
    public BenchReport {
        goals = List.copyOf(goals);
        skipped = List.copyOf(skipped);
        figures = List.copyOf(figures);
    }

    /// One goal and what it came to.
    public record Line(String name, double value, String unit, double goal, boolean met) {}

    /// A value that no goal is set for.
    public record Figure(String name, double value, String unit) {}

    /// Holds measurements against the goals of their bench.
    ///
    /// @throws IllegalStateException where a goal was not measured, or in another unit
    public static BenchReport of(String bench, List<Goal> all, List<Measurement> measured) {
        Map<String, Measurement> byName = new LinkedHashMap<>();
        measured.forEach(measurement -> byName.put(measurement.name(), measurement));
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        byName.forEach((name, measurement) -> samples.put(name, measurement.samples()));
        List<Line> lines = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (Goal goal : all.stream().filter(of -> of.bench().equals(bench)).toList()) {
            Measurement measurement = byName.remove(goal.name());
            if (measurement != null && measurement.samples().isEmpty()) {
                skipped.add(goal.name());
            } else {
                lines.add(line(goal, measurement));
            }
        }
        List<Figure> figures = byName.values().stream()
                .map(rest -> new Figure(rest.name(), rest.value(), rest.unit()))
                .toList();
        return new BenchReport(lines, skipped, figures, samples);
    }

    private static Line line(Goal goal, @Nullable Measurement measurement) {
        if (measurement == null || !measurement.unit().equals(goal.unit())) {
            throw new IllegalStateException("the bench " + goal.bench() + " did not measure " + goal.name() + " in "
                    + goal.unit() + ", but " + measurement);
        }
        double value = measurement.value();
        return new Line(goal.name(), value, goal.unit(), goal.goal(), goal.isMetBy(value));
    }

    /// Several reports as one.
    public static BenchReport joined(List<BenchReport> reports) {
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        reports.forEach(report -> samples.putAll(report.samples));
        return new BenchReport(
                reports.stream().flatMap(report -> report.goals.stream()).toList(),
                reports.stream().flatMap(report -> report.skipped.stream()).toList(),
                reports.stream().flatMap(report -> report.figures.stream()).toList(),
                samples);
    }

    /// Whether every goal that was measured is met.
    public boolean allMet() {
        return goals.stream().allMatch(Line::met);
    }
}
