package dev.darkroom.localcloud.template;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/// Everything found wrong with a template, so that it is told at once.
final class Problems {
    private final Map<String, Problem> found = new LinkedHashMap<>();

    private record Problem(int line, String where, String text) {
        String told() {
            return line + ": " + where + ": " + text;
        }
    }

    /// Notes a problem; the same one of the same line counts once, as what several resources share is one mistake.
    ///
    /// @param line from 1
    /// @param where the resource's logical id, or the section
    void add(int line, String where, String text) {
        found.putIfAbsent(line + text, new Problem(line, where, text));
    }

    void throwIfAny(Path template) {
        if (!found.isEmpty()) {
            throw new TemplateException(
                    template,
                    found.values().stream()
                            .sorted(Comparator.comparingInt(Problem::line))
                            .map(Problem::told)
                            .toList());
        }
    }

    /// Names in a stable order, for `known: …`.
    static String list(Collection<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names));
    }
}
