package dev.darkroom.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// A growing file's new lines, whole ones only; it need not exist yet.
final class LogFile implements Supplier<List<String>> {
    private final Path file;
    private long position;

    LogFile(Path file) {
        this.file = file;
    }

    @Override
    public List<String> get() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var open = new RandomAccessFile(file.toFile(), "r")) {
            var bytes = new byte[Math.toIntExact(open.length() - position)];
            open.seek(position);
            open.readFully(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n') + 1;
            position += end;
            return text.substring(0, end).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
