package dev.darkroom.localcloud.lambda.runtime;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipInputStream;

/// A function's zip, unpacked as Lambda unpacks it to `/var/task`.
///
/// @param root what `LAMBDA_TASK_ROOT` names; never written again once it is there
/// @param hash of the zip
/// @param jars in `lib/`, in the order Lambda loads them
record DeploymentPackage(Path root, String hash, List<Path> jars) {
    DeploymentPackage {
        jars = List.copyOf(jars);
    }

    /// Unpacks the zip below the folder, unless one of the same content is there already.
    static DeploymentPackage unpack(Path zip, Path folder) throws IOException {
        var hash = ContentHash.of(zip);
        var root = folder.resolve(hash);
        if (!Files.isDirectory(root)) {
            Files.createDirectories(folder);
            var partial = Files.createTempDirectory(folder, hash + "-");
            extract(zip, partial);
            publish(partial, root);
        }
        return new DeploymentPackage(root, hash, jarsIn(root.resolve("lib")));
    }

    /// Whether classes lie beside `lib/`; these and the jars see one another only in one class loader.
    boolean hasLooseClasses() throws IOException {
        var lib = root.resolve("lib");
        try (var files = Files.walk(root)) {
            return files.anyMatch(file -> file.toString().endsWith(".class") && !file.startsWith(lib));
        }
    }

    /// Keeps it from being cleared away as unused.
    void markUsed() throws IOException {
        Folders.markUsed(root);
    }

    private static void extract(Path zip, Path target) throws IOException {
        try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                var file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException(zip + " has an entry outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.resolveSibling(""));
                    Files.copy(entries, file);
                }
            }
        }
    }

    private static void publish(Path partial, Path root) throws IOException {
        try {
            Files.move(partial, root, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another process unpacked the same zip meanwhile.
            Folders.delete(partial);
        }
    }

    private static List<Path> jarsIn(Path lib) throws IOException {
        if (!Files.isDirectory(lib)) {
            return List.of();
        }
        try (var files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
