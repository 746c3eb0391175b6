package dev.darkroom.thumbnail.image;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.darkroom.thumbnail.image.Leptonica.Pix;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import net.coobird.thumbnailator.resizers.Resizers;

/// Pixels in native memory, which are freed with the arena.
record NativePixels(Leptonica leptonica, Pix pix, Arena arena) implements Pixels {
    /// Up to here a better filter takes a few milliseconds.
    private static final int FEW_PIXELS = 200_000;
    /// From here on Java2D, which Thumbnailator scales with, takes as long as decoding the photo did.
    private static final int MANY_PIXELS = 1_000_000;

    /// Above it the library interpolates as Java2D does; below it takes means of areas, which takes longer.
    private static final double LEAST_INTERPOLATED = 0.7;

    private static final int HALF_TURN = 2;

    static NativePixels of(RgbPixels pixels, Leptonica leptonica, Arena arena) {
        Pix pix = leptonica.create(pixels.width(), pixels.height(), arena);
        int[] row = new int[pixels.width()];
        byte[] bytes = pixels.bytes();
        int from = 0;
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = bytes[from] << 24 | (bytes[from + 1] & 0xFF) << 16 | (bytes[from + 2] & 0xFF) << 8;
                from += RgbPixels.CHANNELS;
            }
            MemorySegment.copy(row, 0, pix.data(), JAVA_INT, (long) y * row.length * Integer.BYTES, row.length);
        }
        return new NativePixels(leptonica, pix, arena);
    }

    @Override
    public int width() {
        return pix.width();
    }

    @Override
    public int height() {
        return pix.height();
    }

    @Override
    public NativePixels scaledTo(int newWidth, int newHeight) {
        if (newWidth == width() && newHeight == height()) {
            return this;
        }
        long newPixels = (long) newWidth * newHeight;
        if (newPixels <= FEW_PIXELS) {
            return with(Lanczos.scaled(words(), width(), height(), newWidth, newHeight), newWidth, newHeight);
        }
        float factorX = (float) newWidth / width();
        float factorY = (float) newHeight / height();
        return newPixels >= MANY_PIXELS && Math.min(factorX, factorY) > LEAST_INTERPOLATED
                ? byLibrary(factorX, factorY, newWidth, newHeight)
                : byThumbnailator(newWidth, newHeight);
    }

    private NativePixels byLibrary(float factorX, float factorY, int newWidth, int newHeight) {
        Pix scaled = leptonica.interpolated(pix, factorX, factorY, arena);
        // It rounds by itself, which may leave an edge a pixel short or long.
        return scaled.width() == newWidth && scaled.height() == newHeight
                ? with(scaled)
                : byThumbnailator(newWidth, newHeight);
    }

    /// Java2D has a pixel's red, green and blue in the lower bytes of a word, and ignores the highest. In memory
    /// that is the word that begins one byte later, as both processors of Lambda's have the lowest byte first: so
    /// copying shifts.
    private NativePixels byThumbnailator(int newWidth, int newHeight) {
        var image = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        int[] from = words(image);
        int last = from.length - 1;
        MemorySegment.copy(pix.data(), JAVA_INT_UNALIGNED, 1, from, 0, last);
        from[last] = pix.data().getAtIndex(JAVA_INT, last) >>> Byte.SIZE;
        var scaled = new BufferedImage(newWidth, newHeight, BufferedImage.TYPE_INT_RGB);
        Resizers.PROGRESSIVE.resize(image, scaled);
        int[] to = words(scaled);
        Pix made = leptonica.create(newWidth, newHeight, arena);
        int end = to.length - 1;
        MemorySegment.copy(to, 0, made.data(), JAVA_INT_UNALIGNED, 1, end);
        made.data().setAtIndex(JAVA_INT, end, to[end] << Byte.SIZE);
        return with(made);
    }

    private static int[] words(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    @Override
    public NativePixels cutToSquare(int edge) {
        if (edge == width() && edge == height()) {
            return this;
        }
        Pix square = leptonica.create(edge, edge, arena);
        int left = (width() - edge) / 2;
        int top = (height() - edge) / 2;
        long rowBytes = (long) edge * Integer.BYTES;
        for (int y = 0; y < edge; y++) {
            long from = ((long) (top + y) * width() + left) * Integer.BYTES;
            MemorySegment.copy(pix.data(), from, square.data(), y * rowBytes, rowBytes);
        }
        return with(square);
    }

    @Override
    public NativePixels convertedToSrgb(SrgbConversion conversion) {
        return of(inHeap().convertedToSrgb(conversion), leptonica, arena);
    }

    @Override
    public NativePixels oriented(int orientation) {
        int quarters = switch (orientation) {
            case 3, 4 -> HALF_TURN;
            case 5, 6 -> 1;
            case 7, 8 -> 3;
            default -> 0;
        };
        // A half turn after exchanging left and right exchanges top and bottom; a quarter turn after it transposes.
        boolean mirrored = orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7;
        NativePixels turned = quarters == 0 ? this : with(leptonica.turned(pix, quarters, arena));
        return mirrored ? with(leptonica.mirrored(turned.pix, arena)) : turned;
    }

    @Override
    public RgbPixels inHeap() {
        RgbPixels pixels = RgbPixels.blank(width(), height());
        int[] words = words();
        byte[] bytes = pixels.bytes();
        int to = 0;
        for (int word : words) {
            bytes[to++] = (byte) (word >>> 24);
            bytes[to++] = (byte) (word >>> 16);
            bytes[to++] = (byte) (word >>> 8);
        }
        return pixels;
    }

    @Override
    public byte[] encoded(RenditionFormat format, int quality) {
        return switch (format) {
            case JPEG -> leptonica.jpeg(pix, quality, false);
            case PROGRESSIVE_JPEG -> leptonica.jpeg(pix, quality, true);
            case WEBP -> leptonica.webp(pix, quality);
        };
    }

    /// A file of the pixels, whose opacity stands in the lowest byte.
    byte[] encodedWithOpacity(int quality) {
        return leptonica.webpWithOpacity(pix, quality);
    }

    /// A copy of the pixels in the heap, red in the highest byte, then green and blue.
    int[] words() {
        return pix.data().toArray(JAVA_INT);
    }

    /// Pixels just decoded, whose opacity stands in the lowest byte, as they look on white; changed where they
    /// are, as there may be many.
    ///
    /// @return how opaque each was
    byte[] putOnWhite() {
        byte[] opacity = new byte[Math.multiplyExact(width(), height())];
        int[] row = new int[width()];
        for (int y = 0; y < height(); y++) {
            long place = (long) y * row.length * Integer.BYTES;
            MemorySegment.copy(pix.data(), JAVA_INT, place, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                int opaque = row[x] & 0xFF;
                opacity[y * row.length + x] = (byte) opaque;
                row[x] = Opacity.onWhite(row[x] >>> 24, opaque) << 24
                        | Opacity.onWhite(row[x] >>> 16 & 0xFF, opaque) << 16
                        | Opacity.onWhite(row[x] >>> 8 & 0xFF, opaque) << 8
                        | Opacity.WHOLE;
            }
            MemorySegment.copy(row, 0, pix.data(), JAVA_INT, place, row.length);
        }
        return opacity;
    }

    /// As many pixels as these, each of a grey.
    NativePixels greys(byte[] greys) {
        Pix made = leptonica.create(width(), height(), arena);
        int[] row = new int[width()];
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < row.length; x++) {
                int grey = Byte.toUnsignedInt(greys[y * row.length + x]);
                row[x] = grey << 24 | grey << 16 | grey << 8;
            }
            MemorySegment.copy(row, 0, made.data(), JAVA_INT, (long) y * row.length * Integer.BYTES, row.length);
        }
        return with(made);
    }

    NativePixels with(int[] words, int newWidth, int newHeight) {
        Pix made = leptonica.create(newWidth, newHeight, arena);
        MemorySegment.copy(words, 0, made.data(), JAVA_INT, 0, words.length);
        return with(made);
    }

    private NativePixels with(Pix other) {
        return new NativePixels(leptonica, other, arena);
    }
}
