package dev.darkroom.thumbnail.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Writes JPEGs with the JDK's writer: chroma halved in both directions, which is its default, and no segments but
/// JFIF's own.
final class JpegEncoder {
    private static final float PERCENT = 100;
    private static final int EXPECTED_BYTES = 256 * 1024;

    private JpegEncoder() {}

    static byte[] encode(RgbPixels pixels, RenditionFormat format, int quality) {
        boolean progressive = switch (format) {
            case JPEG -> false;
            case PROGRESSIVE_JPEG -> true;
            case WEBP -> throw new IllegalArgumentException("the JDK writes no WebP");
        };
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality / PERCENT);
            param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            ByteArrayOutputStream file = new ByteArrayOutputStream(EXPECTED_BYTES);
            try (ImageOutputStream output = new MemoryCacheImageOutputStream(file)) {
                writer.setOutput(output);
                writer.write(null, new IIOImage(pixels.inSrgb(), null, null), param);
            }
            return file.toByteArray();
        } catch (IOException notInMemory) {
            throw new UncheckedIOException(notInMemory);
        } finally {
            writer.dispose();
        }
    }
}
