package dev.darkroom.thumbnail.image;

import java.awt.image.Raster;
import java.util.Optional;

/// Turns the four inks of a JPEG for print into RGB: by its profile, or, where it has none that makes sense, as if
/// inks were perfect, which is close enough to recognise the photo by.
final class PrintColours {
    private static final int INKS = 4;
    private static final int FULL = 255;

    private PrintColours() {}

    /// @param inks as stored
    static Decoded toRgb(Raster inks, JpegStructure.Colours colours, Optional<SrgbConversion> conversion) {
        int width = inks.getWidth();
        int height = inks.getHeight();
        byte[] amounts = amounts(inks, colours);
        byte[] rgb = conversion.map(byProfile -> byProfile.converted(amounts)).orElseGet(() -> ofPerfectInks(amounts));
        return Decoded.opaque(new RgbPixels(rgb, width, height));
    }

    /// How much there is of each ink, 255 where it covers all.
    private static byte[] amounts(Raster inks, JpegStructure.Colours colours) {
        byte[] amounts = new byte[Math.multiplyExact(Math.multiplyExact(inks.getWidth(), inks.getHeight()), INKS)];
        int[] row = new int[inks.getWidth() * INKS];
        int to = 0;
        for (int y = 0; y < inks.getHeight(); y++) {
            inks.getPixels(inks.getMinX(), inks.getMinY() + y, inks.getWidth(), 1, row);
            for (int at = 0; at < row.length; at++) {
                if (colours == JpegStructure.Colours.INVERTED_YCCK && at % INKS == 0) {
                    separate(row, at);
                }
                amounts[to++] = (byte) (colours == JpegStructure.Colours.CMYK ? row[at] : FULL - row[at]);
            }
        }
        return amounts;
    }

    private static byte[] ofPerfectInks(byte[] amounts) {
        byte[] rgb = new byte[amounts.length / INKS * RgbPixels.CHANNELS];
        int to = 0;
        for (int at = 0; at < amounts.length; at += INKS) {
            int key = light(amounts[at + 3]);
            rgb[to++] = (byte) (light(amounts[at]) * key / FULL);
            rgb[to++] = (byte) (light(amounts[at + 1]) * key / FULL);
            rgb[to++] = (byte) (light(amounts[at + 2]) * key / FULL);
        }
        return rgb;
    }

    /// What an ink lets through.
    private static int light(byte amount) {
        return FULL - Byte.toUnsignedInt(amount);
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
