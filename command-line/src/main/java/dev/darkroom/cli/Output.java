package dev.darkroom.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.Console;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Where a command's result goes: lines for people, or one JSON object.
final class Output {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object, documented in docs/command-line.md.")
    boolean json;

    /// Standard output.
    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /// Standard error.
    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// Whether somebody looks on, rather than a log.
    static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /// Prints a line for people; nothing with `--json`.
    void line(String text) {
        if (!json) {
            out().println(text);
            out().flush();
        }
    }

    /// Tells how far something is, on standard error, so that results can be piped.
    void progress(String text) {
        err().println(text);
        err().flush();
    }

    /// Prints the command's one object; nothing without `--json`.
    void object(Object result) {
        if (json) {
            try {
                out().println(JSON.writeValueAsString(result));
                out().flush();
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
