package dev.darkroom.localcloud.s3;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A change to an object that is about to happen.
///
/// @param sequencer identifies it, and precedes those of every change that is finished later
/// @param operation what event notifications will call it, such as `ObjectCreated:Put`
record Intent(long sequencer, String operation, String bucket, String key) {
    static final String REMOVED = "ObjectRemoved:";

    boolean removes() {
        return operation.startsWith(REMOVED);
    }

    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(sequencer);
            out.writeUTF(operation);
            out.writeUTF(bucket);
            out.writeUTF(key);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    static Intent of(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new Intent(in.readLong(), in.readUTF(), in.readUTF(), in.readUTF());
        } catch (IOException e) {
            throw new UncheckedIOException("a record of intents is cut short", e);
        }
    }
}
