package dev.darkroom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/// The skips that a machine may have, from a committed list: `Class` or `Class.method`, then `#` and the reason.
///
/// @param names each of them
record PermittedSkips(Set<String> names) {
    PermittedSkips {
        names = Set.copyOf(names);
    }

    /// Reads the list.
    ///
    /// @throws Refusal where a line gives no reason
    static PermittedSkips read(Path file) throws IOException {
        return new PermittedSkips(Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(PermittedSkips::name)
                .collect(Collectors.toSet()));
    }

    private static String name(String line) {
        int reason = line.indexOf('#');
        if (reason < 0 || line.substring(reason + 1).isBlank()) {
            throw new Refusal(ExitStatus.UNREADABLE_FILE, "a permitted skip needs a reason after '#': " + line);
        }
        return line.substring(0, reason).strip();
    }

    /// Whether a test, `Class.method`, or its whole class is on the list.
    boolean cover(String test) {
        int method = test.lastIndexOf('.');
        return names.contains(test) || (method > 0 && names.contains(test.substring(0, method)));
    }
}
