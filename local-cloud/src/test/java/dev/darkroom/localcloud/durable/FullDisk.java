package dev.darkroom.localcloud.durable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Writes more than there is room for, in a process whose files may have 4 KB.
final class FullDisk {
    private FullDisk() {}

    /// Ends with 0 where the second of three records was refused.
    ///
    /// @param arguments the log
    public static void main(String... arguments) {
        try (var log = RecordLog.open(Path.of(arguments[0]), record -> {})) {
            log.append("x".repeat(3_000).getBytes(UTF_8));
            boolean refused = false;
            try {
                log.append("y".repeat(3_000).getBytes(UTF_8));
            } catch (UncheckedIOException e) {
                refused = true;
            }
            log.append("there is room for this".getBytes(UTF_8));
            System.exit(refused ? 0 : 1);
        }
    }
}
