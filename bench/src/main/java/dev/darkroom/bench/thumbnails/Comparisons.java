package dev.darkroom.bench.thumbnails;

import dev.darkroom.bench.Measurement;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.coobird.thumbnailator.Thumbnails;

/// Runs every side over every photo, in turn, and sets them beside each other.
public final class Comparisons {
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 20;
    private static final int QUALITY = 80;
    private static final String SIMILARITY = "ssim-to-sharp";
    /// What the goals are about: similarity of any photo, the rest of photos of the goals' size.
    private static final List<String> RATIOS =
            List.of("native-to-plain", "fallback-to-plain", "native-to-sharp-each", "native-to-sharp-once", SIMILARITY);

    private final Sides sides;
    private final Path data;
    private final Consumer<String> progress;
    private final List<Measurement> measured = new ArrayList<>();
    private final Map<String, List<Double>> ratios = new LinkedHashMap<>();

    public Comparisons(Sides sides, Path data, Consumer<String> progress) {
        this.sides = sides;
        this.data = data;
        this.progress = progress;
    }

    /// The goals' values and, beside them, each photo's figures.
    public List<Measurement> over(List<Path> photos) throws IOException {
        for (Path photo : photos) {
            BufferedImage whole = Thumbnails.of(photo.toFile()).scale(1).asBufferedImage();
            Map<String, List<SideProcess.Run>> runs = runs(photo);
            double megapixels = whole.getWidth() * (double) whole.getHeight() / 1e6;
            report(photo, megapixels, runs);
            if (Photos.countForGoals(megapixels)) {
                ratios(runs);
            }
            if (sides.haveSharp()) {
                quality(photo, whole);
            }
        }
        // Similarity must hold for each photo.
        ratios.forEach((name, values) -> measured.add(
                name.equals(SIMILARITY)
                        ? new Measurement(name, "ratio", values, Measurement.least(values))
                        : median(name, "ratio", values)));
        // Without sharp, or without a photo of the goals' size.
        RATIOS.stream()
                .filter(name -> !ratios.containsKey(name))
                .forEach(name -> measured.add(Measurement.skipped(name, "ratio")));
        return measured;
    }

    private Map<String, List<SideProcess.Run>> runs(Path photo) {
        Map<String, List<SideProcess.Run>> runs = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (SideProcess side : sides.all()) {
                SideProcess.Run run = side.run(photo, QUALITY);
                if (round >= 0) {
                    runs.computeIfAbsent(side.name(), _ -> new ArrayList<>()).add(run);
                }
            }
        }
        return runs;
    }

    private void report(Path photo, double megapixels, Map<String, List<SideProcess.Run>> runs) {
        String name = photo.getFileName().toString();
        progress.accept("%s, %.1f megapixels: wall ms, CPU ms, peak MB, bytes".formatted(name, megapixels));
        runs.forEach((side, all) -> {
            Measurement wall = median(
                    name + " " + side,
                    "ms",
                    all.stream().map(SideProcess.Run::wallMillis).toList());
            Measurement cpu = median(
                    name + " " + side + " CPU",
                    "ms",
                    all.stream().map(SideProcess.Run::cpuMillis).toList());
            Measurement memory = median(
                    name + " " + side + " peak",
                    "MB",
                    all.stream().map(SideProcess.Run::megabytes).toList());
            measured.addAll(List.of(wall, cpu, memory));
            progress.accept("  %-10s %7.1f %7.1f %6.0f  %s"
                    .formatted(
                            side,
                            wall.value(),
                            cpu.value(),
                            memory.value(),
                            all.getLast().sizes()));
        });
    }

    private static Measurement median(String name, String unit, List<Double> samples) {
        return Measurement.median(name, unit, samples);
    }

    private void ratios(Map<String, List<SideProcess.Run>> runs) {
        double ours = cpu(runs, Sides.NATIVE);
        ratio("native-to-plain", cpu(runs, Sides.PLAIN) / ours);
        ratio("fallback-to-plain", cpu(runs, Sides.PLAIN) / cpu(runs, Sides.FALLBACK));
        if (sides.haveSharp()) {
            ratio("native-to-sharp-each", cpu(runs, Sides.SHARP_EACH) / ours);
            ratio("native-to-sharp-once", cpu(runs, Sides.SHARP_ONCE) / ours);
        }
    }

    private void ratio(String name, double value) {
        ratios.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    /// By CPU time, which for one core is the time on a quiet machine, and on a busy one still means the same.
    private static double cpu(Map<String, List<SideProcess.Run>> runs, String side) {
        return median(
                        side,
                        "ms",
                        runs.getOrDefault(side, List.of()).stream()
                                .map(SideProcess.Run::cpuMillis)
                                .toList())
                .value();
    }

    private void quality(Path photo, BufferedImage whole) throws IOException {
        var equal = new EqualSize(sides.named(Sides.NATIVE), sides.named(Sides.SHARP_ONCE), data);
        for (EqualSize.Comparison at : equal.compare(photo, whole)) {
            String name = photo.getFileName() + " SSIM " + at.edge();
            measured.add(Measurement.single(name, "SSIM", at.ours()));
            measured.add(Measurement.single(name + " sharp", "SSIM", at.theirs()));
            ratio(SIMILARITY, at.ours() - at.theirs());
            progress.accept("  SSIM at %4d: %.4f, sharp %.4f, sizes within %.1f %%"
                    .formatted(at.edge(), at.ours(), at.theirs(), at.difference() * 100));
        }
    }
}
