package dev.darkroom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the functions of a local cloud have loaded, written down by each of their JVMs while it ran.
/// Source: `-Xlog`, <https://docs.oracle.com/en/java/javase/25/docs/specs/man/java.html>
///
/// @param environments the classes of each execution environment
record LoadedClasses(List<Set<String>> environments) {
    /// The variables that make functions write it down. `_JAVA_OPTIONS` is read after the command line, which
    /// otherwise ends all logging.
    static Map<String, String> variables(Path folder) {
        return Map.of("_JAVA_OPTIONS", "-Xlog:class+load:file=" + folder + "/%p.txt:none");
    }

    static LoadedClasses readFrom(Path folder) throws IOException {
        List<Set<String>> environments = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                // `org.example.Name source: jar:file:…`, or `shared objects file` for a class from an archive.
                try (Stream<String> lines = Files.lines(file)) {
                    environments.add(lines.map(line -> line.split(" source: ", 2)[0].strip())
                            .collect(Collectors.toSet()));
                }
            }
        }
        return new LoadedClasses(environments);
    }

    /// What all environments together have loaded that have loaded at least one of these.
    Set<String> besides(Set<String> marks) {
        Set<String> classes = new TreeSet<>();
        environments.stream()
                .filter(environment -> marks.stream().anyMatch(environment::contains))
                .forEach(classes::addAll);
        return classes;
    }
}
