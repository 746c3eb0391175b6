package dev.darkroom.thumbnail.image;

import java.util.Locale;

/// The colour that most of a photo has: the mean of the fullest of 512 equal boxes of the colour cube.
final class DominantColour {
    private static final int BITS = 3;
    private static final int BOXES = 1 << (3 * BITS);

    private DominantColour() {}

    /// Such as `#3a6ea5`.
    static String of(RgbPixels pixels) {
        int[] counts = new int[BOXES];
        long[] reds = new long[BOXES];
        long[] greens = new long[BOXES];
        long[] blues = new long[BOXES];
        byte[] bytes = pixels.bytes();
        int fullest = 0;
        for (int at = 0; at < bytes.length; at += RgbPixels.CHANNELS) {
            int red = Byte.toUnsignedInt(bytes[at]);
            int green = Byte.toUnsignedInt(bytes[at + 1]);
            int blue = Byte.toUnsignedInt(bytes[at + 2]);
            int drop = Byte.SIZE - BITS;
            int box = red >> drop << (2 * BITS) | green >> drop << BITS | blue >> drop;
            counts[box]++;
            reds[box] += red;
            greens[box] += green;
            blues[box] += blue;
            fullest = counts[box] > counts[fullest] ? box : fullest;
        }
        int count = counts[fullest];
        return String.format(
                Locale.ROOT, "#%02x%02x%02x", reds[fullest] / count, greens[fullest] / count, blues[fullest] / count);
    }
}
