package dev.darkroom.thumbnail.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import net.coobird.thumbnailator.resizers.Resizers;

/// Opaque pixels, three bytes each, in the order that JPEG codecs have them: red, green, blue. ImageIO copies those
/// straight into its rows and back, which saves a third of the time; Java2D has fast loops for blue, green, red
/// only, so it is shown the same bytes under that label, as scaling treats all channels alike.
record RgbPixels(byte[] bytes, int width, int height) implements Pixels {
    static final int CHANNELS = 3;

    private static final int[] RED_FIRST = {0, 1, 2};
    private static final int[] BLUE_FIRST = {2, 1, 0};

    static RgbPixels blank(int width, int height) {
        return new RgbPixels(new byte[Math.multiplyExact(Math.multiplyExact(width, height), CHANNELS)], width, height);
    }

    /// An image over these very bytes, in their true colours.
    BufferedImage inSrgb() {
        return image(RED_FIRST);
    }

    /// An image over these very bytes that Java2D is fast with; red and blue are exchanged.
    BufferedImage exchanged() {
        return image(BLUE_FIRST);
    }

    @Override
    public RgbPixels scaledTo(int newWidth, int newHeight) {
        if (newWidth == width && newHeight == height) {
            return this;
        }
        RgbPixels scaled = blank(newWidth, newHeight);
        Resizers.PROGRESSIVE.resize(exchanged(), scaled.exchanged());
        return scaled;
    }

    @Override
    public RgbPixels cutToSquare(int edge) {
        if (edge == width && edge == height) {
            return this;
        }
        RgbPixels square = blank(edge, edge);
        int from = ((height - edge) / 2 * width + (width - edge) / 2) * CHANNELS;
        for (int y = 0; y < edge; y++) {
            System.arraycopy(bytes, from + y * width * CHANNELS, square.bytes, y * edge * CHANNELS, edge * CHANNELS);
        }
        return square;
    }

    @Override
    public RgbPixels inHeap() {
        return this;
    }

    @Override
    public byte[] encoded(RenditionFormat format, int quality) {
        return JpegEncoder.encode(this, format, quality);
    }

    @Override
    public RgbPixels convertedToSrgb(SrgbConversion conversion) {
        return new RgbPixels(conversion.convertedRgb(bytes), width, height);
    }

    @Override
    public RgbPixels oriented(int orientation) {
        if (orientation == ExifOrientation.UPRIGHT) {
            return this;
        }
        boolean transposed = ExifOrientation.transposes(orientation);
        RgbPixels turned = transposed ? blank(height, width) : blank(width, height);
        // Where the first pixel goes, and how far it is from there to the ones for its right and lower neighbours.
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
        boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
        int across = (fromRight ? -1 : 1) * CHANNELS;
        int down = (fromBottom ? -1 : 1) * CHANNELS * turned.width;
        int first = (fromRight ? turned.width - 1 : 0) * CHANNELS
                + (fromBottom ? turned.height - 1 : 0) * CHANNELS * turned.width;
        int perColumn = transposed ? down : across;
        int perRow = transposed ? across : down;
        int from = 0;
        for (int y = 0; y < height; y++) {
            int to = first + y * perRow;
            for (int x = 0; x < width; x++) {
                turned.bytes[to] = bytes[from];
                turned.bytes[to + 1] = bytes[from + 1];
                turned.bytes[to + 2] = bytes[from + 2];
                from += CHANNELS;
                to += perColumn;
            }
        }
        return turned;
    }

    private BufferedImage image(int[] order) {
        ColorSpace colours = ColorSpace.getInstance(ColorSpace.CS_sRGB);
        DataBuffer buffer = new DataBufferByte(bytes, bytes.length);
        WritableRaster raster =
                Raster.createInterleavedRaster(buffer, width, height, width * CHANNELS, CHANNELS, order, null);
        ColorModel model = new ComponentColorModel(colours, false, false, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(model, raster, false, null);
    }
}
