package dev.darkroom.e2e;

import dev.darkroom.client.NewPhoto;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/// Photos made for tests, each with bytes of its own.
final class TestPhotos {
    static final int WIDTH = 1200;
    static final int HEIGHT = 800;

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final int EXIF_OFFSET = 2;

    private TestPhotos() {}

    static NewPhoto jpeg() {
        return NewPhoto.of(encoded("jpg"), "image/jpeg");
    }

    static NewPhoto png() {
        return NewPhoto.of(encoded("png"), "image/png");
    }

    static NewPhoto gif() {
        return NewPhoto.of(encoded("gif"), "image/gif");
    }

    static NewPhoto webp() {
        try (InputStream file = TestPhotos.class.getResourceAsStream("/photos/gradient-320x240.webp")) {
            return NewPhoto.of(Objects.requireNonNull(file).readAllBytes(), "image/webp");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// A JPEG that a camera held on its side would write: EXIF orientation 6, so it is shown 800 wide and 1200 high.
    static NewPhoto jpegOnItsSide() {
        byte[] jpeg = encoded("jpg");
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0, // APP1, 34 bytes
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8, // big-endian TIFF, its directory at 8
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0, // one entry: orientation, SHORT, one value, 6
            0,
            0,
            0,
            0 // no other directory
        };
        byte[] turned = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, turned, 0, EXIF_OFFSET);
        System.arraycopy(exif, 0, turned, EXIF_OFFSET, exif.length);
        System.arraycopy(jpeg, EXIF_OFFSET, turned, EXIF_OFFSET + exif.length, jpeg.length - EXIF_OFFSET);
        return NewPhoto.of(turned, "image/jpeg");
    }

    private static byte[] encoded(String format) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        int number = MADE.incrementAndGet();
        for (int band = 0; band < WIDTH; band += 100) {
            graphics.setColor(Color.getHSBColor((number * 37 + band) % 360 / 360f, 0.7f, 0.9f));
            graphics.fillRect(band, number % HEIGHT, 100, HEIGHT);
        }
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }
}
