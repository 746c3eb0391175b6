package dev.darkroom.e2e.firststeps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The console blocks of a Markdown page: what to type, and what is then seen.
///
/// @param steps in the page's order
record Walkthrough(List<Step> steps) {
    private static final String FENCE = "```";
    private static final String PROMPT = "$ ";
    private static final String CONTINUED = "> ";
    private static final String ANYTHING = "…";

    Walkthrough {
        steps = List.copyOf(steps);
    }

    /// One command with its output.
    ///
    /// @param terminal 1 or 2, from the block's `terminal=N`; 2 where it says nothing
    /// @param command one line or several, as typed
    /// @param output as expected, `…` standing for what differs
    record Step(int terminal, String command, List<String> output) {
        Step {
            output = List.copyOf(output);
        }

        /// Whether what was printed is what the page shows. `…` in a line stands for anything in that line, a line of
        /// its own for any number of lines.
        boolean matches(String printed) {
            return Pattern.compile(pattern()).matcher(printed).matches();
        }

        private String pattern() {
            return output.stream()
                    .map(line -> line.equals(ANYTHING) ? "(?:[^\n]*\n)*" : line(line) + "\n")
                    .collect(Collectors.joining());
        }

        private static String line(String expected) {
            return Pattern.compile(ANYTHING)
                    .splitAsStream(expected + "\0")
                    .map(part -> Pattern.quote(part.replace("\0", "")))
                    .collect(Collectors.joining("[^\n]*"));
        }
    }

    static Walkthrough read(Path page) throws IOException {
        List<Step> steps = new ArrayList<>();
        List<String> block = new ArrayList<>();
        int terminal = 0;
        for (String line : Files.readAllLines(page)) {
            if (terminal == 0) {
                if (line.startsWith(FENCE + "console")) {
                    terminal = line.contains("terminal=1") ? 1 : 2;
                }
            } else if (line.equals(FENCE)) {
                addSteps(terminal, block, steps);
                block.clear();
                terminal = 0;
            } else {
                block.add(line);
            }
        }
        return new Walkthrough(steps);
    }

    private static void addSteps(int terminal, List<String> block, List<Step> steps) {
        StringBuilder command = new StringBuilder();
        List<String> output = new ArrayList<>();
        for (String line : block) {
            if (line.startsWith(PROMPT)) {
                if (!command.isEmpty()) {
                    steps.add(new Step(terminal, command.toString(), output));
                }
                command = new StringBuilder(line.substring(PROMPT.length()));
                output.clear();
            } else if (line.startsWith(CONTINUED) && output.isEmpty()) {
                command.append('\n').append(line.substring(CONTINUED.length()));
            } else {
                output.add(line);
            }
        }
        steps.add(new Step(terminal, command.toString(), output));
    }
}
