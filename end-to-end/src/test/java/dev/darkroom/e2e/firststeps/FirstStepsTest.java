package dev.darkroom.e2e.firststeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.darkroom.e2e.firststeps.Walkthrough.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clones what is committed into an empty folder, and types what the page says.
final class FirstStepsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = PROJECT.resolve("docs/first-steps.md");

    @TempDir
    Path folder;

    @Test
    void thePageIsTrueInEveryLine() throws IOException, InterruptedException {
        assumeTrue(isOnPath("aws"), "the AWS CLI is not on the path");
        assumeTrue(
                Files.isDirectory(PROJECT.resolve(".git")) || Files.isRegularFile(PROJECT.resolve(".git")),
                "not a clone");
        Path clone = folder.resolve("darkroom");
        assertThat(new ProcessBuilder("git", "clone", "-q", PROJECT.toString(), clone.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        List<Step> steps = Walkthrough.read(PAGE).steps();
        // Maven would hand its own options on to the build within the build.
        Map<String, String> environment = Map.of("MAVEN_ARGS", "", "MAVEN_CMD_LINE_ARGS", "");
        try (var first = new Terminal(clone, environment);
                var second = new Terminal(clone, environment)) {
            for (Step step : steps) {
                String printed = switch (step.terminal()) {
                    case 1 ->
                        step.command().equals("^C")
                                ? first.interrupt() + "\n"
                                : first.runUntil(step.command(), step.output().getLast());
                    default -> second.run(step.command());
                };
                assertThat(step.matches(printed))
                        .as(
                                "$ %s%nprinted%n%s%nthe page says%n%s",
                                step.command(), printed, String.join("\n", step.output()))
                        .isTrue();
            }
        }
    }

    @Test
    void aPageThatSaysSomethingElseIsFoundOut() {
        var step = new Step(2, "echo a b c", List.of("a … c", "…"));

        var softly = new SoftAssertions();
        softly.assertThat(step.matches("a b c\nand more\nlines\n")).isTrue();
        softly.assertThat(step.matches("a  c\n")).isTrue();
        softly.assertThat(step.matches("a b\n")).isFalse();
        softly.assertThat(step.matches("before\na b c\n")).isFalse();
        softly.assertThat(new Step(2, "true", List.of()).matches("surprise\n")).isFalse();
        softly.assertAll();
    }

    private static boolean isOnPath(String command) {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, command)));
    }
}
