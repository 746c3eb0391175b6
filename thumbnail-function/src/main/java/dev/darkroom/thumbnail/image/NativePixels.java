package dev.darkroom.thumbnail.image;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.darkroom.thumbnail.image.Leptonica.Pix;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import net.coobird.thumbnailator.resizers.Resizers;

/// Pixels in native memory, which are freed with the arena.
record NativePixels(Leptonica leptonica, Pix pix, Arena arena) implements Pixels {
    /// Up to here a better filter takes a few milliseconds.
    private static final int FEW_PIXELS = 200_000;

    private static final int ALPHA_BITS = 8;
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
        int[] words = pix.data().toArray(JAVA_INT);
        return (long) newWidth * newHeight <= FEW_PIXELS
                ? with(Lanczos.scaled(words, width(), height(), newWidth, newHeight), newWidth, newHeight)
                : with(byThumbnailator(words, newWidth, newHeight), newWidth, newHeight);
    }

    private int[] byThumbnailator(int[] words, int newWidth, int newHeight) {
        var image = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        int[] from = words(image);
        for (int i = 0; i < words.length; i++) {
            from[i] = words[i] >>> ALPHA_BITS;
        }
        var scaled = new BufferedImage(newWidth, newHeight, BufferedImage.TYPE_INT_RGB);
        Resizers.PROGRESSIVE.resize(image, scaled);
        int[] made = words(scaled);
        for (int i = 0; i < made.length; i++) {
            made[i] <<= ALPHA_BITS;
        }
        return made;
    }

    private static int[] words(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
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
