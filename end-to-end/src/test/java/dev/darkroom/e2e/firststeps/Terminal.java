package dev.darkroom.e2e.firststeps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A shell that stays open, as a person has it.
final class Terminal implements AutoCloseable {
    private static final String DONE = "--- done ---";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    /// The longest step builds the project for the first time.
    private static final Duration STEP_LIMIT = Duration.ofMinutes(10);

    private final Process shell;
    private final Writer input;
    private final BufferedReader output;

    Terminal(Path folder, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(shell()).directory(folder.toFile()).redirectErrorStream(true);
        environment.forEach(builder.environment()::put);
        this.shell = builder.start();
        this.input = shell.outputWriter(StandardCharsets.UTF_8);
        this.output = shell.inputReader(StandardCharsets.UTF_8);
    }

    /// What is started in the background ignores Ctrl-C, and so does all that it starts; a terminal's shell does not.
    private static List<String> shell() throws IOException {
        List<String> attentive = List.of("env", "--default-signal=INT", "bash");
        var probe = new ProcessBuilder("env", "--default-signal=INT", "true")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        // macOS's env cannot do it.
        return probe.onExit().join().exitValue() == 0 ? attentive : List.of("bash");
    }

    /// Types a command and waits until the shell is ready for the next.
    ///
    /// @return what was printed
    String run(String command) throws IOException {
        type(command + "\necho '" + DONE + "'");
        return readUntil(DONE, false);
    }

    /// Types a command that goes on, and reads until it has printed a line.
    ///
    /// @return what was printed, that line included
    String runUntil(String command, String lastLine) throws IOException {
        type("exec " + command);
        return readUntil(lastLine, true);
    }

    private void type(String text) throws IOException {
        input.write(text + "\n");
        input.flush();
    }

    private String readUntil(String last, boolean included) throws IOException {
        var overdue = CompletableFuture.runAsync(
                this::kill, CompletableFuture.delayedExecutor(STEP_LIMIT.toSeconds(), TimeUnit.SECONDS));
        try {
            return readLinesUntil(last, included);
        } finally {
            overdue.cancel(false);
        }
    }

    private String readLinesUntil(String last, boolean included) throws IOException {
        var printed = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            // What a command prints need not end its line.
            boolean done = line.endsWith(last);
            String before = done && !included ? line.substring(0, line.length() - last.length()) : line;
            if (!done || !before.isEmpty()) {
                printed.append(before).append('\n');
            }
            if (done) {
                return printed.toString();
            }
        }
        throw new IOException("the shell ended, or took longer than " + STEP_LIMIT + "; it printed\n" + printed);
    }

    /// Ends what runs in it as Ctrl-C does.
    ///
    /// @return what was printed from then on
    String interrupt() throws IOException {
        // The reader must go on while the process writes its last lines.
        var rest = CompletableFuture.supplyAsync(() -> {
            try (Stream<String> lines = output.lines()) {
                return String.join("\n", lines.toList());
            }
        });
        new ProcessBuilder("kill", "-INT", Long.toString(shell.pid())).start();
        return rest.orTimeout(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    /// Leaves nothing behind, whatever state a failed step is in.
    @Override
    public void close() {
        kill();
    }

    private void kill() {
        List<ProcessHandle> all =
                Stream.concat(shell.descendants(), Stream.of(shell.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
