package dev.darkroom.thumbnail.image;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.darkroom.thumbnail.image.Leptonica.Pix;
import java.awt.color.ICC_Profile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Pixels in native memory, which are freed with the arena.
record NativePixels(Leptonica leptonica, Pix pix, Arena arena) implements Pixels {
    /// Up to here the library takes the mean of each area.
    private static final double LARGEST_MEAN = 0.69;
    /// Up to here a better filter takes a few milliseconds.
    private static final int FEW_PIXELS = 200_000;

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
    public Pixels scaledTo(int newWidth, int newHeight) {
        if (newWidth == width() && newHeight == height()) {
            return this;
        }
        if ((long) newWidth * newHeight <= FEW_PIXELS) {
            int[] words = Lanczos.scaled(pix.data().toArray(JAVA_INT), width(), height(), newWidth, newHeight);
            return with(words, newWidth, newHeight);
        }
        float factorX = (float) newWidth / width();
        float factorY = (float) newHeight / height();
        return Math.max(factorX, factorY) <= LARGEST_MEAN
                ? with(leptonica.reduced(pix, factorX, factorY, arena))
                : with(leptonica.interpolated(pix, factorX, factorY, arena));
    }

    @Override
    public Pixels cutToSquare(int edge) {
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
    public Pixels convertedToSrgb(ICC_Profile profile) {
        return of(inHeap().convertedToSrgb(profile), leptonica, arena);
    }

    @Override
    public Pixels oriented(int orientation) {
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
        int[] words = pix.data().toArray(JAVA_INT);
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

    private NativePixels with(int[] words, int newWidth, int newHeight) {
        Pix made = leptonica.create(newWidth, newHeight, arena);
        MemorySegment.copy(words, 0, made.data(), JAVA_INT, 0, words.length);
        return with(made);
    }

    private NativePixels with(Pix other) {
        return new NativePixels(leptonica, other, arena);
    }
}
