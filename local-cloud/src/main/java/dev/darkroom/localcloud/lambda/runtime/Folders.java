package dev.darkroom.localcloud.lambda.runtime;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Folders as a whole.
final class Folders {
    private Folders() {}

    /// Notes that a cached file or folder is in use.
    static void markUsed(Path cached) throws IOException {
        Files.setLastModifiedTime(cached, FileTime.from(Instant.now()));
    }

    /// Deletes the files and folders in a cache that have not been marked as used for so long.
    static void deleteUnused(Path cache, Duration unusedFor) throws IOException {
        if (!Files.isDirectory(cache)) {
            return;
        }
        var oldest = FileTime.from(Instant.now().minus(unusedFor));
        try (var entries = Files.list(cache)) {
            for (Path entry : entries.toList()) {
                if (Files.getLastModifiedTime(entry).compareTo(oldest) < 0) {
                    delete(entry);
                }
            }
        }
    }

    /// Deletes a folder and all in it but what is written meanwhile; nothing where there is none.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // Gone meanwhile, as temporary files of an ending process are.
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                try {
                    Files.deleteIfExists(visited);
                } catch (DirectoryNotEmptyException stillWrittenTo) {
                    // A child of a cloud that was killed may take a moment to end.
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
