package dev.darkroom.thumbnail.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.util.Optional;

/// Brings whatever ImageIO decoded to opaque RGB of eight bits: transparent parts show white.
final class Flattening {
    private static final int WHITE = 255;
    private static final int RGB_CHANNELS = 3;

    private Flattening() {}

    static Decoded flatten(BufferedImage image) {
        return image.getColorModel() instanceof ComponentColorModel model && isPlain(model)
                ? new Decoded(ofComponents(image, model), ColourProfiles.toConvertFrom(model.getColorSpace()))
                : new Decoded(drawn(image, 0, 0, image.getWidth(), image.getHeight()), Optional.empty());
    }

    /// Draws an image onto a white canvas of another size.
    static RgbPixels drawn(BufferedImage image, int left, int top, int width, int height) {
        RgbPixels pixels = RgbPixels.blank(width, height);
        Graphics2D canvas = pixels.inSrgb().createGraphics();
        try {
            canvas.setColor(Color.WHITE);
            canvas.fillRect(0, 0, width, height);
            canvas.drawImage(image, left, top, null);
        } finally {
            canvas.dispose();
        }
        return pixels;
    }

    /// One sample a channel, of 8 or 16 bits, not multiplied by alpha: read as stored, since Java2D would take grey
    /// for linear light and go through each pixel's profile.
    private static boolean isPlain(ComponentColorModel model) {
        boolean samples =
                model.getTransferType() == DataBuffer.TYPE_BYTE || model.getTransferType() == DataBuffer.TYPE_USHORT;
        return samples
                && !model.isAlphaPremultiplied()
                && model.getNumComponents() <= RGB_CHANNELS + 1
                && model.getComponentSize(0) >= Byte.SIZE;
    }

    private static RgbPixels ofComponents(BufferedImage image, ColorModel model) {
        RgbPixels pixels = RgbPixels.blank(image.getWidth(), image.getHeight());
        byte[] to = pixels.bytes();
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int shift = model.getComponentSize(0) - Byte.SIZE;
        boolean grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int green = grey ? 0 : 1;
        int blue = grey ? 0 : 2;
        int alpha = model.hasAlpha() ? bands - 1 : -1;
        int[] row = new int[image.getWidth() * bands];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, image.getWidth(), 1, row);
            for (int from = 0; from < row.length; from += bands) {
                int opacity = alpha < 0 ? WHITE : row[from + alpha] >> shift;
                to[at++] = onWhite(row[from] >> shift, opacity);
                to[at++] = onWhite(row[from + green] >> shift, opacity);
                to[at++] = onWhite(row[from + blue] >> shift, opacity);
            }
        }
        return pixels;
    }

    private static byte onWhite(int value, int opacity) {
        return (byte) (opacity == WHITE ? value : WHITE + (value - WHITE) * opacity / WHITE);
    }
}
