package dev.darkroom.localcloud.s3;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The files to which S3Proxy writes an object before it moves them to the object's own name: `<key>-<uuid>`. While a
/// write is under way, and after a crash, they would pass for objects.
final class PartialFiles {
    private static final Pattern UUID_SUFFIX =
            Pattern.compile("-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private PartialFiles() {}

    /// Whether `name` is a partial file of the object `key`.
    static boolean isPartOf(String name, String key) {
        return name.length() > key.length()
                && name.startsWith(key)
                && UUID_SUFFIX.matcher(name).region(key.length(), name.length()).matches();
    }

    /// Deletes what an interrupted write of the object left behind.
    static void sweep(Path bucket, String key) throws IOException {
        Path object = bucket.resolve(key).normalize();
        Path folder = object.getParent();
        if (!object.startsWith(bucket) || folder == null || !Files.isDirectory(folder)) {
            return;
        }
        String name = String.valueOf(object.getFileName());
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder, file -> isPartOf(String.valueOf(file.getFileName()), name))) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
