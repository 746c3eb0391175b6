package dev.darkroom.localcloud.lambda.async;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/// An asynchronous event on its way.
///
/// @param event JSON
/// @param attempts that the function answered with an error
/// @param throttles one after another, since the last attempt
/// @param notBefore when it is to be tried next
/// @param lastError what the last attempt's error was, as JSON
record QueuedEvent(
        String requestId,
        String functionName,
        byte[] event,
        Optional<String> traceHeader,
        Instant acceptedAt,
        int attempts,
        int throttles,
        Instant notBefore,
        Optional<byte[]> lastError) {

    static QueuedEvent accepted(
            String requestId, String functionName, byte[] event, Optional<String> traceHeader, Instant now) {
        return new QueuedEvent(requestId, functionName, event, traceHeader, now, 0, 0, now, Optional.empty());
    }

    /// After one more attempt that ended in an error.
    QueuedEvent failed(byte[] error) {
        return new QueuedEvent(
                requestId,
                functionName,
                event,
                traceHeader,
                acceptedAt,
                attempts + 1,
                0,
                notBefore,
                Optional.of(error));
    }

    /// After one more attempt that did not reach the function.
    QueuedEvent throttled() {
        return new QueuedEvent(
                requestId, functionName, event, traceHeader, acceptedAt, attempts, throttles + 1, notBefore, lastError);
    }

    QueuedEvent notBefore(Instant next) {
        return new QueuedEvent(
                requestId, functionName, event, traceHeader, acceptedAt, attempts, throttles, next, lastError);
    }

    byte[] encoded() {
        var bytes = new ByteArrayOutputStream(event.length + 256);
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(requestId);
            out.writeUTF(functionName);
            write(out, event);
            out.writeUTF(traceHeader.orElse(""));
            out.writeLong(acceptedAt.toEpochMilli());
            out.writeInt(attempts);
            out.writeLong(notBefore.toEpochMilli());
            write(out, lastError.orElse(new byte[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static QueuedEvent decode(byte[] record) {
        try (var in = new DataInputStream(new ByteArrayInputStream(record))) {
            return new QueuedEvent(
                    in.readUTF(),
                    in.readUTF(),
                    read(in),
                    Optional.of(in.readUTF()).filter(header -> !header.isEmpty()),
                    Instant.ofEpochMilli(in.readLong()),
                    in.readInt(),
                    0,
                    Instant.ofEpochMilli(in.readLong()),
                    Optional.of(read(in)).filter(error -> error.length > 0));
        } catch (IOException e) {
            throw new UncheckedIOException("a record of a queued event is of another version", e);
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
