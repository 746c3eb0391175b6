package dev.darkroom.metadata.exif;

import dev.darkroom.model.ImageType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// The EXIF block of an original, found in however much of the file is at hand.
public sealed interface ExifBlock {
    /// The block, from its TIFF header on.
    record Found(byte[] tiff) implements ExifBlock {}

    /// The file has none.
    record Absent() implements ExifBlock {}

    /// What is at hand ends before the block is found; more of the file is needed to know.
    record Beyond() implements ExifBlock {}

    /// Looks for the block.
    ///
    /// @param head the file's first bytes, at least one
    /// @param type what the file is known to be
    static ExifBlock find(ImageType type, byte[] head) {
        try {
            return find(type, ByteBuffer.wrap(head)).<ExifBlock>map(Found::new).orElseGet(Absent::new);
        } catch (BufferUnderflowException endsBefore) {
            return new Beyond();
        }
    }

    private static Optional<byte[]> find(ImageType type, ByteBuffer head) {
        return switch (type) {
            case JPEG -> inJpeg(head);
            case PNG -> inPng(head);
            case WEBP -> inWebp(head.order(ByteOrder.LITTLE_ENDIAN));
            case GIF -> Optional.empty();
        };
    }

    /// The first APP1 segment named Exif; segments stand before the first scan.
    /// Source: <https://www.w3.org/Graphics/JPEG/itu-t81.pdf>, annex B
    private static Optional<byte[]> inJpeg(ByteBuffer head) {
        take(head, 2);
        while (true) {
            int marker = Short.toUnsignedInt(head.getShort());
            boolean isSegment = marker > 0xFFBF && marker < 0xFFFF;
            if (!isSegment || marker == 0xFFDA || marker == 0xFFD9) {
                return Optional.empty();
            }
            int length = Short.toUnsignedInt(head.getShort());
            ByteBuffer segment = take(head, Math.max(0, length - 2));
            if (marker == 0xFFE1 && isNamedExif(segment)) {
                return Optional.of(bytes(segment.position(6)));
            }
        }
    }

    /// The eXIf chunk, where it stands before the pixels; after them hardly any writer puts it.
    /// Source: <https://www.w3.org/TR/png-3/#eXIf>
    private static Optional<byte[]> inPng(ByteBuffer head) {
        take(head, 8);
        while (true) {
            long length = Integer.toUnsignedLong(head.getInt());
            int kind = head.getInt();
            if (kind == 0x49444154 || kind == 0x49454e44) {
                return Optional.empty();
            }
            ByteBuffer chunk = take(head, length);
            take(head, 4);
            if (kind == 0x65584966) {
                return Optional.of(bytes(chunk));
            }
        }
    }

    /// The EXIF chunk, which stands at the end of an extended file; its header says whether there is one.
    /// Source: <https://developers.google.com/speed/webp/docs/riff_container>
    private static Optional<byte[]> inWebp(ByteBuffer head) {
        take(head, 4);
        long end = 8 + Integer.toUnsignedLong(head.getInt());
        take(head, 4);
        boolean announced = false;
        while (head.position() + 8 <= end) {
            int kind = head.getInt();
            long length = Integer.toUnsignedLong(head.getInt());
            if (kind == 0x58385056) {
                announced = (head.get() & 0x08) != 0;
                length--;
            }
            if (!announced) {
                return Optional.empty();
            }
            ByteBuffer chunk = take(head, length);
            if (kind == 0x46495845) {
                return Optional.of(bytes(isNamedExif(chunk) ? chunk.position(6) : chunk));
            }
            // Chunks begin at even places.
            take(head, head.position() & 1);
        }
        return Optional.empty();
    }

    private static boolean isNamedExif(ByteBuffer segment) {
        return segment.remaining() > 6
                && segment.get(0) == 'E'
                && segment.get(1) == 'x'
                && segment.get(2) == 'i'
                && segment.get(3) == 'f'
                && segment.get(4) == 0;
    }

    private static ByteBuffer take(ByteBuffer head, long length) {
        if (length < 0 || length > head.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = head.slice(head.position(), (int) length);
        head.position(head.position() + (int) length);
        return part;
    }

    private static byte[] bytes(ByteBuffer part) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        return bytes;
    }
}
