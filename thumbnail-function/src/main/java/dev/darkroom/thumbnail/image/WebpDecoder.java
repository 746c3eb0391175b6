package dev.darkroom.thumbnail.image;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageReader;

/// Decodes WebPs with TwelveMonkeys' reader, which is in Java and converts to sRGB; of an animation, the first
/// frame.
final class WebpDecoder {
    private WebpDecoder() {}

    /// @throws IOException where the file is damaged; so says anything else, too, that the reader throws
    static Decoded decode(byte[] original, ImageHeader header) throws IOException {
        ImageReader reader = ImageReaders.open("webp", original);
        try {
            BufferedImage image = reader.read(0);
            if (image.getWidth() == header.width() && image.getHeight() == header.height()) {
                return Flattening.flatten(image);
            }
            Point place = WebpStructure.placeOfFirstFrame(original);
            return new Decoded(
                    Flattening.drawn(image, place.x, place.y, header.width(), header.height()), Optional.empty());
        } finally {
            reader.dispose();
        }
    }
}
