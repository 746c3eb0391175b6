package dev.darkroom.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Goals beside what was measured. `met` is computed, never told.
///
/// @param goals one line a goal
/// @param samples every sample by goal, in the order taken
public record BenchReport(List<Line> goals, Map<String, List<Double>> samples) {
    public BenchReport {
        goals = List.copyOf(goals);
    }

    /// One goal and what it came to.
    public record Line(String name, double value, String unit, double goal, boolean met) {}

    /// Holds measurements against the goals of their bench.
    ///
    /// @throws IllegalStateException where a goal was not measured, or something was measured that has no goal
    public static BenchReport of(String bench, List<Goal> all, List<Measurement> measured) {
        Map<String, Measurement> byName =
                measured.stream().collect(Collectors.toMap(Measurement::name, Function.identity()));
        List<Line> lines = new ArrayList<>();
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        for (Goal goal : all) {
            if (goal.bench().equals(bench)) {
                Measurement measurement = byName.remove(goal.name());
                if (measurement == null) {
                    throw new IllegalStateException("the bench " + bench + " did not measure " + goal.name());
                }
                double value = measurement.value();
                lines.add(new Line(goal.name(), value, goal.unit(), goal.goal(), goal.isMetBy(value)));
                samples.put(goal.name(), measurement.samples());
            }
        }
        if (!byName.isEmpty()) {
            throw new IllegalStateException("no goal for " + byName.keySet());
        }
        return new BenchReport(lines, samples);
    }

    /// Several reports as one.
    public static BenchReport joined(List<BenchReport> reports) {
        List<Line> lines = new ArrayList<>();
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        for (BenchReport report : reports) {
            lines.addAll(report.goals);
            samples.putAll(report.samples);
        }
        return new BenchReport(lines, samples);
    }

    /// Whether every goal is met.
    public boolean allMet() {
        return goals.stream().allMatch(Line::met);
    }
}
