package dev.darkroom.fuzzing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One run of Jazzer on a target: in a process of its own, as Jazzer's agent would change the classes of all other
/// tests, and because a crash, a hang or a leak ends that process. What it finds is kept beside the seeds.
///
/// Source: <https://github.com/CodeIntelligenceTesting/jazzer/blob/main/docs/arguments-and-configuration-options.md>,
/// <https://llvm.org/docs/LibFuzzer.html#options>
///
/// @param target has a method `public static void fuzzerTestOneInput(byte[])`, whose exceptions are findings
/// @param instrumented packages whose branches lead the search: `dev.darkroom.**`
/// @param corpus seeds and findings of all runs
/// @param heapMegabytes as much as the function has
/// @param residentMegabytes more than this is a finding
/// @param anInput longer than this is a finding
public record Fuzzing(
        Class<?> target,
        List<String> instrumented,
        Path corpus,
        int heapMegabytes,
        int residentMegabytes,
        Duration anInput) {
    private static final int MAX_INPUT_BYTES = 64 * 1024;
    private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs in");
    private static final Pattern INSTRUMENTED = Pattern.compile("INFO: Instrumented (dev\\.darkroom\\.\\S+)");

    public Fuzzing {
        instrumented = List.copyOf(instrumented);
    }

    /// How long a target is fuzzed: as many seconds as the system property `darkroom.fuzz.seconds` says, 10 without
    /// it.
    public static Duration time() {
        return Duration.ofSeconds(Integer.getInteger("darkroom.fuzz.seconds", 10));
    }

    /// The files of a corpus.
    public static Stream<Path> files(Path corpus) {
        try (Stream<Path> files = Files.list(corpus)) {
            return files.sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Looks for inputs that fail, for so long, and is content with none.
    ///
    /// @param folder for what is of no further use
    /// @return how many inputs were tried
    /// @throws AssertionError where one failed: it is in the corpus then
    public long run(Duration time, Path folder) throws IOException, InterruptedException {
        Path generated = Files.createDirectories(folder.resolve("generated"));
        Path log = Path.of("target", "fuzz-" + target.getSimpleName() + ".log").toAbsolutePath();
        Process jazzer = new ProcessBuilder(command(time, generated))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            int status = jazzer.waitFor();
            return tried(Files.readString(log), status, log);
        } finally {
            jazzer.destroyForcibly();
        }
    }

    private List<String> command(Duration time, Path generated) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(property("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heapMegabytes + "m", "-Xss1m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-Djava.awt.headless=true"));
        command.addAll(List.of("-cp", property("java.class.path"), "com.code_intelligence.jazzer.Jazzer"));
        command.add("--target_class=" + target.getName());
        command.add("--instrumentation_includes=" + String.join(":", instrumented));
        command.add("--custom_hook_includes=" + String.join(":", instrumented));
        command.add("-max_total_time=" + time.toSeconds());
        command.add("-timeout=" + anInput.toSeconds());
        command.add("-report_slow_units=" + anInput.toSeconds());
        command.add("-rss_limit_mb=" + residentMegabytes);
        command.add("-max_len=" + MAX_INPUT_BYTES);
        command.add("-artifact_prefix=" + corpus.toAbsolutePath() + "/");
        command.add(generated.toString());
        command.add(corpus.toAbsolutePath().toString());
        return command;
    }

    /// A fuzzer that tries nothing, or does not see where its inputs lead, must not pass for one that finds nothing.
    private static long tried(String log, int status, Path file) {
        Matcher runs = RUNS.matcher(log);
        if (status != 0 || !runs.find() || !INSTRUMENTED.matcher(log).find()) {
            throw new AssertionError("Jazzer ended with status " + status + "; see " + file + "\n" + end(log));
        }
        return Long.parseLong(runs.group(1));
    }

    private static String end(String log) {
        List<String> lines = log.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name));
    }
}
