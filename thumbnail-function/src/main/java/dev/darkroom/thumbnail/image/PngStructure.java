package dev.darkroom.thumbnail.image;

import dev.darkroom.model.ImageType;
import dev.darkroom.model.Rejection;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Walks through a PNG's chunks up to its end. Source: <https://www.w3.org/TR/png-3/>
final class PngStructure {
    private static final int SIGNATURE_BYTES = 8;
    private static final int CHECKSUM_BYTES = 4;
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int ACTL = 0x6163544c;
    private static final int EXIF = 0x65584966;
    private static final int ICCP = 0x69434350;
    private static final int COLOUR_TYPE_OFFSET = 25;
    private static final int COLOURED = 2;

    private PngStructure() {}

    /// Whether an acceptable PNG has one sample a pixel, besides opacity.
    static boolean isGrey(byte[] original) {
        return (original[COLOUR_TYPE_OFFSET] & COLOURED) == 0;
    }

    /// The content of an acceptable PNG's iCCP chunk, which stands before its pixels; empty where there is none.
    static ByteBuffer profile(byte[] original) {
        ByteBuffer file = ByteBuffer.wrap(original).position(SIGNATURE_BYTES);
        while (true) {
            long length = Integer.toUnsignedLong(file.getInt());
            int kind = file.getInt();
            if (kind == IDAT || kind == IEND) {
                return ByteBuffer.allocate(0);
            }
            ByteBuffer chunk = Segments.take(file, length);
            if (kind == ICCP) {
                return chunk;
            }
            Segments.take(file, CHECKSUM_BYTES);
        }
    }

    /// @throws java.nio.BufferUnderflowException where the file ends before the image does
    static Inspection inspect(byte[] original) {
        ByteBuffer file = ByteBuffer.wrap(original).position(SIGNATURE_BYTES);
        int width = 0;
        int height = 0;
        int frames = 1;
        int orientation = ExifOrientation.UPRIGHT;
        boolean pixels = false;
        while (true) {
            long length = Integer.toUnsignedLong(file.getInt());
            int kind = file.getInt();
            ByteBuffer chunk = Segments.take(file, length);
            Segments.take(file, CHECKSUM_BYTES);
            switch (kind) {
                case IHDR -> {
                    // A second one would be a lie.
                    width = width == 0 ? chunk.getInt() : -1;
                    height = chunk.getInt();
                }
                case ACTL -> frames = chunk.getInt();
                case EXIF -> orientation = ExifOrientation.of(chunk);
                case IDAT -> pixels = true;
                default -> {
                    // Says nothing about size or completeness.
                }
            }
            if (kind == IEND || width <= 0 || height <= 0) {
                // A frame count past 2^31 is as many as there can be.
                int counted = frames < 0 ? Integer.MAX_VALUE : Math.max(1, frames);
                var header = new ImageHeader(Optional.of(ImageType.PNG), width, height, counted, orientation);
                return pixels
                        ? new Inspection.Acceptable(header, ImageType.PNG)
                        : new Inspection.Refused(header, Rejection.DAMAGED);
            }
        }
    }
}
