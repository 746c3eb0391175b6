package dev.darkroom.bench;

import java.util.List;

/// One measured figure with every sample behind it.
///
/// @param name of the goal it is held against, if there is one
/// @param unit of the value and of the samples
/// @param samples in the order taken
/// @param value what the samples come to
public record Measurement(String name, String unit, List<Double> samples, double value) {
    public Measurement {
        samples = List.copyOf(samples);
    }

    /// The median of samples.
    public static Measurement median(String name, String unit, List<Double> samples) {
        return new Measurement(name, unit, samples, percentile(samples, 50));
    }

    /// A figure that is its only sample.
    public static Measurement single(String name, String unit, double value) {
        return new Measurement(name, unit, List.of(value), value);
    }

    /// What cannot be measured on this machine, which the bench has said why.
    public static Measurement skipped(String name, String unit) {
        return new Measurement(name, unit, List.of(), Double.NaN);
    }

    /// The smallest sample.
    ///
    /// @throws IllegalArgumentException where there are no samples
    public static double least(List<Double> samples) {
        return samples.stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow(() -> new IllegalArgumentException("the least of nothing"));
    }

    /// The nearest-rank percentile.
    ///
    /// @param percent above 0, at most 100
    /// @throws IllegalArgumentException where there are no samples
    public static double percentile(List<Double> samples, int percent) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("a percentile of nothing");
        }
        List<Double> sorted = samples.stream().sorted().toList();
        return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
    }
}
