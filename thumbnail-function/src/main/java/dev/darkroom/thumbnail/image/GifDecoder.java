package dev.darkroom.thumbnail.image;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageReader;

/// Decodes the first frame of GIFs with the JDK's reader, at its place on the screen that the file names.
final class GifDecoder {
    private GifDecoder() {}

    /// @throws IOException where the file is damaged; so says anything else, too, that the reader throws
    static Decoded decode(byte[] original, ImageHeader header) throws IOException {
        ImageReader reader = ImageReaders.open("gif", original);
        try {
            BufferedImage frame = reader.read(0);
            Point place = GifStructure.placeOfFirstFrame(original);
            return new Decoded(
                    Flattening.drawn(frame, place.x, place.y, header.width(), header.height()), Optional.empty());
        } finally {
            reader.dispose();
        }
    }
}
