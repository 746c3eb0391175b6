package dev.darkroom.thumbnail.image;

import dev.darkroom.model.ImageType;
import dev.darkroom.model.Rejection;
import java.awt.Point;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Walks through a WebP's chunks, as far as its RIFF header says that it goes. What a decoder would allocate is the
/// largest of canvas, image and frames, whichever of them lies.
/// Source: <https://developers.google.com/speed/webp/docs/riff_container>
final class WebpStructure {
    private static final int RIFF_SIZE_OFFSET = 4;
    private static final int RIFF_BODY_OFFSET = 8;
    private static final int FORM_BYTES = 4;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int FRAME_HEADER_BYTES = 16;
    private static final int VP8 = 0x20385056;
    private static final int VP8L = 0x4c385056;
    private static final int VP8X = 0x58385056;
    private static final int ANMF = 0x464d4e41;
    private static final int ICCP = 0x50434349;
    private static final int EXIF = 0x46495845;
    private static final int EXIF_NAME = 0x66697845;
    private static final int FIRST_CHUNK_OFFSET = 12;
    private static final int FLAGS_OFFSET = 20;
    private static final int HAS_PROFILE = 0x20;
    private static final int SIDE_BITS = 14;
    private static final int SIDE_MASK = (1 << SIDE_BITS) - 1;

    private int width;
    private int height;
    private int frames;
    private int orientation = ExifOrientation.UPRIGHT;
    private boolean pixels;
    private byte[] profile = {};

    private Point firstFrame = new Point();

    private WebpStructure(byte[] original) {
        ByteBuffer file = ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN);
        long riff = Integer.toUnsignedLong(file.getInt(RIFF_SIZE_OFFSET));
        ByteBuffer body = Segments.take(file.position(RIFF_BODY_OFFSET), riff);
        Segments.take(body, FORM_BYTES);
        walk(body);
    }

    /// @throws BufferUnderflowException where the file ends before the image does
    static Inspection inspect(byte[] original) {
        WebpStructure structure = new WebpStructure(original);
        var header = new ImageHeader(
                Optional.of(ImageType.WEBP),
                structure.width,
                structure.height,
                Math.max(1, structure.frames),
                structure.orientation);
        return structure.pixels
                ? new Inspection.Acceptable(header, ImageType.WEBP)
                : new Inspection.Refused(header, Rejection.DAMAGED);
    }

    /// The embedded colour profile of an acceptable WebP; nothing where there is none.
    static byte[] profile(byte[] original) {
        return new WebpStructure(original).profile;
    }

    /// A copy that says that it has no profile.
    static byte[] withoutProfile(byte[] original) {
        byte[] copy = original.clone();
        if (ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).getInt(FIRST_CHUNK_OFFSET) == VP8X) {
            copy[FLAGS_OFFSET] &= ~HAS_PROFILE;
        }
        return copy;
    }

    /// Where the first frame of an acceptable animation lies on its canvas.
    static Point placeOfFirstFrame(byte[] original) {
        return new WebpStructure(original).firstFrame;
    }

    private void walk(ByteBuffer body) {
        while (body.remaining() >= CHUNK_HEADER_BYTES) {
            int kind = body.getInt();
            long length = Integer.toUnsignedLong(body.getInt());
            read(kind, Segments.take(body, length));
            Segments.take(body, Math.min(length & 1, body.remaining()));
        }
    }

    private void read(int kind, ByteBuffer chunk) {
        switch (kind) {
            case VP8X -> atLeast(1 + threeBytes(chunk, 4), 1 + threeBytes(chunk, 7));
            case VP8 -> {
                pixels = true;
                atLeast(twoBytes(chunk, 6) & SIDE_MASK, twoBytes(chunk, 8) & SIDE_MASK);
            }
            case VP8L -> {
                pixels = true;
                int sides = twoBytes(chunk, 1) | twoBytes(chunk, 3) << 16;
                atLeast(1 + (sides & SIDE_MASK), 1 + (sides >>> SIDE_BITS & SIDE_MASK));
            }
            case ANMF -> {
                Point place = new Point(2 * threeBytes(chunk, 0), 2 * threeBytes(chunk, 3));
                atLeast(place.x + 1 + threeBytes(chunk, 6), place.y + 1 + threeBytes(chunk, 9));
                firstFrame = frames == 0 ? place : firstFrame;
                frames++;
                Segments.take(chunk, FRAME_HEADER_BYTES);
                walk(chunk);
            }
            case ICCP -> {
                profile = new byte[chunk.remaining()];
                chunk.get(profile);
            }
            case EXIF -> orientation = ExifOrientation.of(withoutName(chunk));
            default -> {
                // Alpha, XMP: nothing about size or completeness.
            }
        }
    }

    private void atLeast(int otherWidth, int otherHeight) {
        width = Math.max(width, otherWidth);
        height = Math.max(height, otherHeight);
    }

    private static int twoBytes(ByteBuffer chunk, int offset) {
        return oneByte(chunk, offset) | oneByte(chunk, offset + 1) << 8;
    }

    private static int threeBytes(ByteBuffer chunk, int offset) {
        return twoBytes(chunk, offset) | oneByte(chunk, offset + 2) << 16;
    }

    private static int oneByte(ByteBuffer chunk, int offset) {
        if (offset >= chunk.limit()) {
            throw new BufferUnderflowException();
        }
        return Byte.toUnsignedInt(chunk.get(offset));
    }

    /// Some writers put the name that JPEG needs before the block.
    private static ByteBuffer withoutName(ByteBuffer chunk) {
        return chunk.limit() > 6 && chunk.getInt(0) == EXIF_NAME ? chunk.position(6) : chunk;
    }
}
