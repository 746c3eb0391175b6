package dev.darkroom.cli;

import dev.darkroom.bench.Bench;
import dev.darkroom.bench.BenchReport;
import dev.darkroom.bench.Goal;
import dev.darkroom.bench.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `darkroom bench`.
@Command(
        name = "bench",
        description = {
            "Measures, holds the figures against the committed goals, and prints every sample.",
            "Without a name: all of them. Files after `thumbnails` are the photos to measure with."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "api, chain, events, fan-out, thumbnails [PHOTO...]")
    List<String> names = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Path> photos =
                names.stream().map(Path::of).filter(Files::isRegularFile).toList();
        Map<String, Bench> benches = Benches.all(photos);
        List<String> asked =
                names.stream().filter(name -> !photos.contains(Path.of(name))).toList();
        List<BenchReport> reports = new ArrayList<>();
        for (String name : asked.isEmpty() ? benches.keySet().stream().sorted().toList() : asked) {
            Bench bench = benches.get(name);
            if (bench == null) {
                throw new Refusal(
                        ExitStatus.NO_SUCH_THING,
                        "no measurement or photo " + name + "; there are " + benches.keySet());
            }
            List<Measurement> measured = bench.run(line -> output.progress(line));
            reports.add(BenchReport.of(name, Goal.all(), measured));
        }
        BenchReport report = BenchReport.joined(reports);
        print(report);
        output.object(report);
        return (report.allMet() ? ExitStatus.OK : ExitStatus.NOT_MET).code();
    }

    private void print(BenchReport report) {
        for (BenchReport.Line line : report.goals()) {
            output.line("%-18s %8s %-6s goal %8s  %s"
                    .formatted(
                            line.name(),
                            figure(line.value()),
                            line.unit(),
                            figure(line.goal()),
                            line.met() ? "met" : "MISSED"));
            printSamples(report, line.name());
        }
        report.skipped().forEach(name -> output.line("%-18s not measured".formatted(name)));
        for (BenchReport.Figure figure : report.figures()) {
            output.line("%-18s %8s %-6s".formatted(figure.name(), figure(figure.value()), figure.unit()));
            printSamples(report, figure.name());
        }
    }

    private void printSamples(BenchReport report, String name) {
        output.line("                   samples "
                + report.samples().getOrDefault(name, List.of()).stream()
                        .map(BenchCommand::figure)
                        .collect(Collectors.joining(" ")));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
