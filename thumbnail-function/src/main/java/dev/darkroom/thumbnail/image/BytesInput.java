package dev.darkroom.thumbnail.image;

import java.util.Objects;
import javax.imageio.stream.ImageInputStreamImpl;

/// A file in memory, as ImageIO reads files: nothing is copied and nothing is cached.
final class BytesInput extends ImageInputStreamImpl {
    private final byte[] file;

    BytesInput(byte[] file) {
        this.file = file;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < file.length ? Byte.toUnsignedInt(file[(int) streamPos++]) : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (streamPos >= file.length) {
            return -1;
        }
        int count = Math.min(length, file.length - (int) streamPos);
        System.arraycopy(file, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return file.length;
    }
}
