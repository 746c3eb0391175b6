package dev.darkroom.localcloud.lambda.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Class data archives (AppCDS): what the classes of one command line look like once loaded, so that the next process
/// starts faster. The first environment of a command line writes one as it ends; an archive appears whole or not at
/// all, and the JVM ignores one that does not fit.
/// Source: Application class data sharing,
/// <https://docs.oracle.com/en/java/javase/25/vm/class-data-sharing.html>
final class ClassArchives {
    /// What a process is to do about its archive.
    sealed interface Use {
        /// Read the archive.
        record Read(Path archive) implements Use {}

        /// Write one as it ends.
        record Write(String key, Path partial) implements Use {}

        /// Do without.
        record None() implements Use {}
    }

    private static final Pattern PARTIAL = Pattern.compile("[^-]+-(?<host>\\d+)-.+\\.partial");

    private final Path folder;
    private final Set<String> beingWritten = ConcurrentHashMap.newKeySet();

    /// Also clears away what was being written for processes that were killed.
    ///
    /// @param folder may be shared by several processes
    ClassArchives(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(ClassArchives::isAbandoned).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isAbandoned(Path file) {
        var name = PARTIAL.matcher(String.valueOf(file.getFileName()));
        return name.matches()
                && ProcessHandle.of(Long.parseLong(name.group("host"))).isEmpty();
    }

    /// What the next process of this command line does. One that is told to write ends in [#settle].
    Use next(String key) throws IOException {
        var archive = archive(key);
        if (Files.exists(archive)) {
            Folders.markUsed(archive);
            return new Use.Read(archive);
        }
        return beingWritten.add(key) ? new Use.Write(key, folder.resolve(partial(key))) : new Use.None();
    }

    /// Publishes what an ended process wrote, or forgets it where the process did not end as it should.
    void settle(Use use, boolean endedWell) throws IOException {
        if (!(use instanceof Use.Write write)) {
            return;
        }
        try {
            if (endedWell && Files.exists(write.partial())) {
                Files.move(
                        write.partial(),
                        archive(write.key()),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.deleteIfExists(write.partial());
        } finally {
            beingWritten.remove(write.key());
        }
    }

    private static String partial(String key) {
        return key + "-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ".partial";
    }

    private Path archive(String key) {
        return folder.resolve(key + ".jsa");
    }
}
