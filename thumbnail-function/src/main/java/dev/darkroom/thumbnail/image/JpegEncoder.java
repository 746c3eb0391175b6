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

/// Writes baseline JPEGs with the JDK's writer: chroma halved in both directions, which is its default, and no
/// segments but JFIF's own.
final class JpegEncoder {
    static final String RECIPE = "jpeg-80-420";

    private static final float QUALITY = 0.8f;
    private static final int EXPECTED_BYTES = 256 * 1024;

    private JpegEncoder() {}

    static EncodedRendition encode(String name, RgbPixels pixels) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            ByteArrayOutputStream file = new ByteArrayOutputStream(EXPECTED_BYTES);
            try (ImageOutputStream output = new MemoryCacheImageOutputStream(file)) {
                writer.setOutput(output);
                writer.write(null, new IIOImage(pixels.inSrgb(), null, null), param);
            }
            return new EncodedRendition(name, pixels.width(), pixels.height(), "image/jpeg", "jpg", file.toByteArray());
        } catch (IOException notInMemory) {
            throw new UncheckedIOException(notInMemory);
        } finally {
            writer.dispose();
        }
    }
}
