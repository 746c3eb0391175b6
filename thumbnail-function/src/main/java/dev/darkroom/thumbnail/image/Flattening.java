package dev.darkroom.thumbnail.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.util.Optional;

/// Brings whatever ImageIO decoded to opaque RGB of eight bits: transparent parts show white. Where that is
/// wanted, it says beside that how opaque each pixel was.
final class Flattening {
    private static final int WHITE = 255;
    private static final int RGB_CHANNELS = 3;

    private Flattening() {}

    static Decoded flatten(BufferedImage image, boolean opacity) {
        return image.getColorModel() instanceof ComponentColorModel model && isPlain(model)
                ? ofComponents(image, model, opacity)
                : drawn(image, new Point(), image.getWidth(), image.getHeight(), opacity);
    }

    /// Draws an image onto a white canvas of another size.
    static Decoded drawn(BufferedImage image, Point place, int width, int height, boolean opacity) {
        RgbPixels pixels = RgbPixels.blank(width, height);
        Graphics2D canvas = pixels.inSrgb().createGraphics();
        try {
            canvas.setColor(Color.WHITE);
            canvas.fillRect(0, 0, width, height);
            canvas.drawImage(image, place.x, place.y, null);
        } finally {
            canvas.dispose();
        }
        return new Decoded(
                pixels, opacity ? opacityOf(image, place, width, height) : Optional.empty(), Optional.empty());
    }

    private static Optional<byte[]> opacityOf(BufferedImage image, Point place, int width, int height) {
        byte[] opacity = new byte[Math.multiplyExact(width, height)];
        Rectangle shown = new Rectangle(place.x, place.y, image.getWidth(), image.getHeight())
                .intersection(new Rectangle(width, height));
        int[] row = new int[Math.max(0, shown.width)];
        for (int y = shown.y; y < shown.y + shown.height; y++) {
            image.getRGB(shown.x - place.x, y - place.y, shown.width, 1, row, 0, shown.width);
            for (int x = 0; x < row.length; x++) {
                opacity[y * width + shown.x + x] = (byte) (row[x] >>> 24);
            }
        }
        return Opacity.unlessWhole(opacity);
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

    private static Decoded ofComponents(BufferedImage image, ColorModel model, boolean wantsOpacity) {
        RgbPixels pixels = RgbPixels.blank(image.getWidth(), image.getHeight());
        byte[] to = pixels.bytes();
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int shift = model.getComponentSize(0) - Byte.SIZE;
        boolean grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int green = grey ? 0 : 1;
        int blue = grey ? 0 : 2;
        int alpha = model.hasAlpha() ? bands - 1 : -1;
        byte[] opacity = new byte[wantsOpacity && alpha >= 0 ? to.length / RGB_CHANNELS : 0];
        int[] row = new int[image.getWidth() * bands];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, image.getWidth(), 1, row);
            for (int from = 0; from < row.length; from += bands) {
                int opaque = alpha < 0 ? WHITE : row[from + alpha] >> shift;
                if (opacity.length > 0) {
                    opacity[at / RGB_CHANNELS] = (byte) opaque;
                }
                to[at++] = onWhite(row[from] >> shift, opaque);
                to[at++] = onWhite(row[from + green] >> shift, opaque);
                to[at++] = onWhite(row[from + blue] >> shift, opaque);
            }
        }
        return new Decoded(pixels, Opacity.unlessWhole(opacity), Optional.empty());
    }

    private static byte onWhite(int value, int opacity) {
        return (byte) Opacity.onWhite(value, opacity);
    }
}
