package dev.darkroom.e2e.crash;

import dev.darkroom.e2e.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The project as it stands after a build, so that its script starts at once and not with a build of its own: a folder
/// of links to all of it, with a `target` of its own.
///
/// @param links in the folder
public record BuiltProject(Path folder, List<Path> links) implements AutoCloseable {
    private static final Set<String> OWN = Set.of("target", ".git", ".darkroom");

    public static BuiltProject linkedIn(Path folder) throws IOException {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(Project.FOLDER)) {
            entries = listed.filter(entry -> !OWN.contains(entry.getFileName().toString()))
                    .toList();
        }
        Files.createDirectories(folder);
        for (Path entry : entries) {
            Files.createSymbolicLink(folder.resolve(entry.getFileName()), entry);
        }
        // The script compares times: this one is the latest.
        Files.createFile(Files.createDirectories(folder.resolve("target")).resolve("built"));
        return new BuiltProject(
                folder,
                entries.stream()
                        .map(entry -> folder.resolve(entry.getFileName()))
                        .toList());
    }

    /// Removes the links.
    @Override
    public void close() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }
}
