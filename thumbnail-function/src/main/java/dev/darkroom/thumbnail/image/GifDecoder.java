package dev.darkroom.thumbnail.image;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;

/// Decodes the first frame of GIFs with the JDK's reader, at its place on the screen that the file names.
final class GifDecoder {
    private GifDecoder() {}

    /// @param opacity whether transparent parts are to be told from white ones
    /// @throws IOException where the file is damaged; so says anything else, too, that the reader throws
    static Decoded decode(byte[] original, ImageHeader header, boolean opacity) throws IOException {
        ImageReader reader = ImageReaders.open("gif", original);
        try {
            BufferedImage frame = reader.read(0);
            Point place = GifStructure.placeOfFirstFrame(original);
            return Flattening.drawn(frame, place, header.width(), header.height(), opacity);
        } finally {
            reader.dispose();
        }
    }
}
