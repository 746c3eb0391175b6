package dev.darkroom.thumbnail.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// Cuts a file into the lengths that it names.
final class Segments {
    private Segments() {}

    /// The next `length` bytes, of the same byte order; the file's position moves past them.
    ///
    /// @throws BufferUnderflowException where the file ends before
    static ByteBuffer take(ByteBuffer file, long length) {
        if (length > file.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer segment = file.slice(file.position(), (int) length).order(file.order());
        file.position(file.position() + (int) length);
        return segment;
    }
}
