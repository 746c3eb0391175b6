package dev.darkroom.localcloud.durable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// An append-only file of records that survives the death of its process, though not of the machine: a record is with
/// the operating system when [#append] returns. A record cut off by a crash is dropped when the log is opened again.
///
/// Each record is framed by its length and its CRC-32C, four bytes each, big-endian. Safe for use by many threads.
public final class RecordLog implements AutoCloseable {
    private static final int HEADER_BYTES = 8;

    private final Path file;
    private FileChannel channel;

    private RecordLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Opens or creates the log, handing each whole record to `replay` in the order written.
    ///
    /// @throws UncheckedIOException where the file cannot be read or written
    public static RecordLog open(Path file, Consumer<byte[]> replay) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            long end = replay(ByteBuffer.wrap(Files.readAllBytes(file)), replay);
            channel.truncate(end);
            channel.position(end);
            return new RecordLog(file, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + file + " cannot be opened", e);
        }
    }

    private static int replay(ByteBuffer bytes, Consumer<byte[]> replay) {
        while (bytes.remaining() >= HEADER_BYTES) {
            int start = bytes.position();
            int length = bytes.getInt();
            int crc = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                return start;
            }
            var record = new byte[length];
            bytes.get(record);
            if (crc(record) != crc) {
                return start;
            }
            replay.accept(record);
        }
        return bytes.position();
    }

    /// Writes one record at the end.
    ///
    /// @throws UncheckedIOException where it cannot be written, as on a full disk; the log is then as it was
    public synchronized void append(byte[] record) {
        try {
            long end = channel.position();
            try {
                write(channel, record);
            } catch (IOException e) {
                // Whatever followed half a record would never be read again.
                channel.truncate(end);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a record cannot be written to " + file, e);
        }
    }

    /// Replaces the whole log by these records, in one step: a crash leaves the old log or the new one.
    public synchronized void rewrite(Iterable<byte[]> records) {
        var next = file.resolveSibling(file.getFileName() + ".next");
        try {
            var replacement = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            for (byte[] record : records) {
                write(replacement, record);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel.close();
            channel = replacement;
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + file + " cannot be rewritten", e);
        }
    }

    /// The log's length on disk.
    public synchronized long sizeBytes() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + file + " cannot be read", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + file + " cannot be closed", e);
        }
    }

    private static void write(FileChannel channel, byte[] record) throws IOException {
        var frame = ByteBuffer.allocate(HEADER_BYTES + record.length)
                .putInt(record.length)
                .putInt(crc(record))
                .put(record)
                .flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    private static int crc(byte[] record) {
        var crc = new CRC32C();
        crc.update(record);
        return (int) crc.getValue();
    }
}
