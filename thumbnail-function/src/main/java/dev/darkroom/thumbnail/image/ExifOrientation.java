package dev.darkroom.thumbnail.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads the orientation tag of an EXIF block, and nothing else of it.
/// Source: <https://www.cipa.jp/std/documents/e/DC-008-Translation-2019-E.pdf>, 4.6.4
final class ExifOrientation {
    static final int UPRIGHT = 1;

    private static final int TAG = 0x0112;
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int TIFF_HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;
    private static final int VALUE_OFFSET = 8;

    private ExifOrientation() {}

    /// Whether it makes rows of columns.
    static boolean transposes(int orientation) {
        return orientation >= 5;
    }

    /// The orientation, 1 to 8, of a block that begins with its TIFF header. A block that makes no sense is
    /// upright.
    static int of(ByteBuffer block) {
        ByteBuffer tiff = block.slice();
        if (tiff.limit() < TIFF_HEADER_BYTES) {
            return UPRIGHT;
        }
        if (tiff.getShort(0) == LITTLE_ENDIAN) {
            tiff.order(ByteOrder.LITTLE_ENDIAN);
        }
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        if (directory + 2 > tiff.limit()) {
            return UPRIGHT;
        }
        int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY_BYTES;
            if (entry + ENTRY_BYTES > tiff.limit()) {
                return UPRIGHT;
            }
            if (Short.toUnsignedInt(tiff.getShort((int) entry)) == TAG) {
                int value = tiff.getShort((int) entry + VALUE_OFFSET);
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
