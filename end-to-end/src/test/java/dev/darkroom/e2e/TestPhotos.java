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

/// Photos made for tests, each with bytes of its own; JPEGs tell where they were taken, and with which camera.
final class TestPhotos {
    static final int WIDTH = 1200;
    static final int HEIGHT = 800;

    /// What no answer to anyone but the owner may hold; artist and serial number, no answer at all.
    static final String FILE_NAME = "tegel see 4711.jpg";
    static final double LATITUDE = 52.5791357;
    static final double LONGITUDE = 13.2917463;
    static final String DESCRIPTION = "for the client of order 4711";
    static final String ARTIST = "Ada Photographer 4711";
    static final String SERIAL_NUMBER = "SN-7700815-4711";

    private static final AtomicInteger MADE = new AtomicInteger();

    private TestPhotos() {}

    static NewPhoto jpeg() {
        return named(Exif.into(encoded("jpg"), 1, SERIAL_NUMBER, LATITUDE, LONGITUDE), "image/jpeg");
    }

    static NewPhoto png() {
        return named(encoded("png"), "image/png");
    }

    static NewPhoto gif() {
        return named(encoded("gif"), "image/gif");
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
        return named(Exif.into(encoded("jpg"), 6, SERIAL_NUMBER, LATITUDE, LONGITUDE), "image/jpeg");
    }

    private static NewPhoto named(byte[] bytes, String contentType) {
        return NewPhoto.of(bytes, contentType).withFileName(FILE_NAME);
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
