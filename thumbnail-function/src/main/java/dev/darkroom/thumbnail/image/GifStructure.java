package dev.darkroom.thumbnail.image;

import dev.darkroom.model.ImageType;
import dev.darkroom.model.Rejection;
import java.awt.Point;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Walks through a GIF's blocks. A file that ends between two blocks, without the trailer, is common and complete.
/// Source: <https://www.w3.org/Graphics/GIF/spec-gif89a.txt>
final class GifStructure {
    private static final int SIGNATURE_BYTES = 6;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;
    private static final int COLOUR_TABLE = 0x80;

    private final ByteBuffer file;
    private int width;
    private int height;
    private int frames;
    private Point firstFrame = new Point();

    private GifStructure(byte[] original) {
        file = ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN).position(SIGNATURE_BYTES);
        width = twoBytes();
        height = twoBytes();
        int flags = file.get();
        Segments.take(file, 2);
        skipColourTable(flags);
    }

    /// @throws java.nio.BufferUnderflowException where the file ends within a block
    static Inspection inspect(byte[] original) {
        GifStructure structure = new GifStructure(original);
        boolean whole = structure.walk();
        var header = new ImageHeader(
                Optional.of(ImageType.GIF),
                structure.width,
                structure.height,
                structure.frames,
                ExifOrientation.UPRIGHT);
        if (whole && structure.frames > 0) {
            return new Inspection.Acceptable(header, ImageType.GIF);
        }
        return new Inspection.Refused(header, whole ? Rejection.TRUNCATED : Rejection.DAMAGED);
    }

    /// Where the first frame of an acceptable GIF lies on its screen.
    static Point placeOfFirstFrame(byte[] original) {
        GifStructure structure = new GifStructure(original);
        structure.walk();
        return structure.firstFrame;
    }

    /// Returns false where there is a block of a kind that GIF does not have.
    private boolean walk() {
        while (file.hasRemaining()) {
            int block = Byte.toUnsignedInt(file.get());
            if (block == TRAILER) {
                return true;
            }
            if (block == IMAGE) {
                readFrame();
            } else if (block == EXTENSION) {
                Segments.take(file, 1);
            } else {
                return false;
            }
            skipSubBlocks();
        }
        return true;
    }

    private void readFrame() {
        Point place = new Point(twoBytes(), twoBytes());
        int frameWidth = twoBytes();
        int frameHeight = twoBytes();
        if (frames == 0) {
            firstFrame = place;
            // Some files name no screen, or one that their first frame does not fit on.
            width = Math.max(width, place.x + frameWidth);
            height = Math.max(height, place.y + frameHeight);
        }
        frames++;
        skipColourTable(file.get());
        // The LZW minimum code size.
        Segments.take(file, 1);
    }

    private int twoBytes() {
        return Short.toUnsignedInt(file.getShort());
    }

    private void skipColourTable(int flags) {
        if ((flags & COLOUR_TABLE) != 0) {
            Segments.take(file, 3L << ((flags & 7) + 1));
        }
    }

    private void skipSubBlocks() {
        int length = Byte.toUnsignedInt(file.get());
        while (length > 0) {
            Segments.take(file, length);
            length = Byte.toUnsignedInt(file.get());
        }
    }
}
