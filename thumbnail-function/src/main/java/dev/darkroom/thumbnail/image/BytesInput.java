package dev.darkroom.thumbnail.image;

import java.io.IOException;
import java.util.Objects;
import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/// A file in memory, as ImageIO reads files: nothing is copied and nothing is cached. Its end is told a few times
/// only: TwelveMonkeys' reader takes the bits that a lossless WebP lacks for zeros, at an exception for each of its
/// pixels, which makes 300 bytes an hour's work.
final class BytesInput extends ImageInputStreamImpl {
    private static final int MAX_READS_PAST_THE_END = 256;

    private final byte[] file;
    private int readsPastTheEnd;

    BytesInput(byte[] file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        return streamPos < file.length ? Byte.toUnsignedInt(file[(int) streamPos++]) : end();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (streamPos >= file.length) {
            return end();
        }
        int count = Math.min(length, file.length - (int) streamPos);
        System.arraycopy(file, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    private int end() throws IOException {
        readsPastTheEnd++;
        if (readsPastTheEnd > MAX_READS_PAST_THE_END) {
            throw new IIOException("the file ends before its image does");
        }
        return -1;
    }

    @Override
    public long length() {
        return file.length;
    }
}
