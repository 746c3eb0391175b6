package dev.darkroom.e2e.crash;

import dev.darkroom.client.NewPhoto;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/// Photos of a few hundred bytes, no two the same: what costs time here is not pixels.
final class SmallPhotos {
    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;
    private static final int JUNK_BYTES = 400;

    private SmallPhotos() {}

    static NewPhoto decodable(SplittableRandom random) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < WIDTH; x++) {
            for (int y = 0; y < HEIGHT; y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return NewPhoto.of(bytes.toByteArray(), "image/jpeg");
    }

    /// Bytes that begin as a JPEG does.
    static NewPhoto undecodable(SplittableRandom random) {
        var bytes = new byte[JUNK_BYTES];
        random.nextBytes(bytes);
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        bytes[2] = (byte) 0xFF;
        return NewPhoto.of(bytes, "image/jpeg");
    }
}
