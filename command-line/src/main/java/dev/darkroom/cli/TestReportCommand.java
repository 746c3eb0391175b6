package dev.darkroom.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// What `./darkroom test` prints at its end: failures, skips with their reasons, and the count.
@Command(name = "test-report", hidden = true, description = "Sums up the test reports below a folder.")
final class TestReportCommand implements Callable<Integer> {
    @Mixin
    Output output = new Output();

    @Parameters(index = "0", paramLabel = "PROJECT")
    Path project = Path.of(".");

    @Override
    public Integer call() {
        try {
            boolean maySkip = System.getenv("CI") == null;
            var permitted = PermittedSkips.read(project.resolve(".ci/permitted-skips"));
            var report = TestReport.read(project);
            List<TestReport.Test> notPermitted = report.skipped().stream()
                    .filter(test -> !maySkip || !permitted.cover(test.name()))
                    .toList();
            print(report, notPermitted);
            output.object(Map.of(
                    "passed", report.passed(),
                    "failed", report.failed(),
                    "skipped", report.skipped(),
                    "notPermitted", notPermitted));
            boolean good = report.failed().isEmpty() && notPermitted.isEmpty() && report.passed() > 0;
            return (good ? ExitStatus.OK : ExitStatus.NOT_MET).code();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(TestReport report, List<TestReport.Test> notPermitted) {
        report.failed().forEach(test -> output.line("FAILED   " + test.name() + "\n         " + test.message()));
        report.skipped()
                .forEach(test -> output.line((notPermitted.contains(test) ? "SKIPPED, NOT PERMITTED  " : "SKIPPED  ")
                        + test.name() + "\n         " + test.message()));
        if (!notPermitted.isEmpty()) {
            output.line("A skip is permitted where .ci/permitted-skips lists it, and none is where CI is set.");
        }
        output.line("\n%d passed, %d failed, %d skipped"
                .formatted(
                        report.passed(),
                        report.failed().size(),
                        report.skipped().size()));
    }
}
