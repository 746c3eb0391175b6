package dev.darkroom.thumbnail.image;

import java.awt.image.Raster;
import java.util.Optional;

/// Turns the four inks of a JPEG for print into RGB, without its profile: close enough to recognise the photo by.
final class PrintColours {
    private static final int INKS = 4;
    private static final int FULL = 255;

    private PrintColours() {}

    /// @param inks as stored
    static Decoded toRgb(Raster inks, JpegStructure.Colours colours) {
        RgbPixels pixels = RgbPixels.blank(inks.getWidth(), inks.getHeight());
        int[] row = new int[inks.getWidth() * INKS];
        int to = 0;
        for (int y = 0; y < inks.getHeight(); y++) {
            inks.getPixels(inks.getMinX(), inks.getMinY() + y, inks.getWidth(), 1, row);
            for (int at = 0; at < row.length; at += INKS) {
                if (colours == JpegStructure.Colours.INVERTED_YCCK) {
                    separate(row, at);
                } else if (colours == JpegStructure.Colours.CMYK) {
                    invert(row, at);
                }
                // Inverted, each value is the light that its ink lets through.
                int key = row[at + 3];
                pixels.bytes()[to++] = (byte) (row[at] * key / FULL);
                pixels.bytes()[to++] = (byte) (row[at + 1] * key / FULL);
                pixels.bytes()[to++] = (byte) (row[at + 2] * key / FULL);
            }
        }
        return new Decoded(pixels, Optional.empty());
    }

    private static void invert(int[] row, int at) {
        for (int ink = at; ink < at + INKS; ink++) {
            row[ink] = FULL - row[ink];
        }
    }

    /// Luma and chroma to three inks, as JFIF has them for red, green and blue, and then complemented.
    /// Source: <https://www.w3.org/Graphics/JPEG/jfif3.pdf>
    private static void separate(int[] row, int at) {
        double luma = row[at];
        double blue = row[at + 1] - 128;
        double red = row[at + 2] - 128;
        row[at] = FULL - clamp(luma + 1.402 * red);
        row[at + 1] = FULL - clamp(luma - 0.344136 * blue - 0.714136 * red);
        row[at + 2] = FULL - clamp(luma + 1.772 * blue);
    }

    private static int clamp(double value) {
        return Math.clamp(Math.round(value), 0, FULL);
    }
}
