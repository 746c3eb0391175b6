package dev.darkroom.thumbnail.image;

import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/// Decodes PNGs with the JDK's reader; of an animation, the image that stands for it.
final class PngDecoder {
    private PngDecoder() {}

    /// @param period every how many pixels one is read, in both directions
    /// @param opacity whether transparent parts are to be told from white ones
    /// @throws IOException where the file is damaged; so says anything else, too, that the reader throws
    static Decoded decode(byte[] original, int period, boolean opacity) throws IOException {
        ImageReader reader = ImageReaders.open("png", original);
        try {
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(period, period, 0, 0);
            return Flattening.flatten(reader.read(0, param), opacity).in(PngColours.of(original));
        } finally {
            reader.dispose();
        }
    }
}
