package dev.darkroom.thumbnail.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.ImageIO;

/// Makes and compares images.
public final class Pictures {
    private Pictures() {}

    /// A file of src/test/resources/photos.
    public static byte[] photo(String name) {
        try (InputStream file = Pictures.class.getResourceAsStream("/photos/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An image in one colour.
    static BufferedImage plain(int width, int height, int type, Color colour) {
        var image = new BufferedImage(width, height, type);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(colour);
        canvas.fillRect(0, 0, width, height);
        canvas.dispose();
        return image;
    }

    public static byte[] file(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("nothing writes " + image + " as " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static BufferedImage read(byte[] file) {
        try {
            return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The mean difference of two images' channels, 0 to 255.
    static double distance(BufferedImage one, BufferedImage other) {
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                Color a = new Color(one.getRGB(x, y));
                Color b = new Color(other.getRGB(x, y));
                sum += Math.abs(a.getRed() - b.getRed())
                        + Math.abs(a.getGreen() - b.getGreen())
                        + Math.abs(a.getBlue() - b.getBlue());
            }
        }
        return sum / 3.0 / one.getWidth() / one.getHeight();
    }

    /// Whether no channel differs by more than compression makes it.
    static boolean near(Color one, Color other) {
        return Math.abs(one.getRed() - other.getRed()) <= 4
                && Math.abs(one.getGreen() - other.getGreen()) <= 4
                && Math.abs(one.getBlue() - other.getBlue()) <= 4;
    }

    /// The colour at a point given as fractions of width and height.
    static Color at(BufferedImage image, double x, double y) {
        return new Color(image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight())));
    }
}
