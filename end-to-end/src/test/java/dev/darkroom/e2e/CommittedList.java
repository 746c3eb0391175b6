package dev.darkroom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A committed list of exceptions, a line each with its reason; empty lines and `#` comments do not count.
///
/// @param shape what a line is to look like, in words
record CommittedList(Path file, Pattern line, String shape) {
    /// @throws IllegalArgumentException where a line has another shape
    List<MatchResult> entries() throws IOException {
        List<MatchResult> entries = new ArrayList<>();
        for (String text : Files.readAllLines(file)) {
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            Matcher entry = line.matcher(text);
            if (!entry.matches()) {
                throw new IllegalArgumentException("not `" + shape + "`: " + text);
            }
            entries.add(entry.toMatchResult());
        }
        return entries;
    }
}
