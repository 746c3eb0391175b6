package dev.darkroom.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A 12-megapixel JPEG with the detail and the size of a phone's, made from a seed, so that a bench needs no file.
public final class SamplePhoto {
    static final int WIDTH = 4032;
    static final int HEIGHT = 3024;
    private static final int SMALL_WIDTH = 320;
    private static final int SMALL_HEIGHT = 240;
    private static final float QUALITY = 0.85f;

    private SamplePhoto() {}

    /// The same bytes for the same seed on the same JDK; other seeds give other photos.
    public static byte[] jpeg(long seed) {
        return jpeg(seed, WIDTH, HEIGHT);
    }

    /// A photo that costs next to nothing to decode, where the photo is not what is measured.
    static byte[] small(long seed) {
        return jpeg(seed, SMALL_WIDTH, SMALL_HEIGHT);
    }

    private static byte[] jpeg(long seed, int width, int height) {
        var random = new SplittableRandom(seed);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        double phase = random.nextDouble(Math.TAU);
        var row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double waves = Math.sin(x / 97.0 + phase) + Math.sin(y / 61.0 - phase) + Math.sin((x + y) / 23.0);
                int noise = random.nextInt(24);
                int red = level(128 + 35 * waves + noise);
                int green = level(110 + 30 * waves + noise);
                int blue = level(150 - 32 * waves + noise);
                row[x] = red << 16 | green << 8 | blue;
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return encode(image);
    }

    private static int level(double value) {
        return (int) Math.max(0, Math.min(255, value));
    }

    private static byte[] encode(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
