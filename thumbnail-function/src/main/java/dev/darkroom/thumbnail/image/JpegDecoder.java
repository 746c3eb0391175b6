package dev.darkroom.thumbnail.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/// Decodes JPEGs, grey, colour and for print, with the JDK's reader.
final class JpegDecoder {
    /// What libjpeg says where it had to make pixels up. It warns of harmless things too, such as stray bytes
    /// between two segments. Source: <https://github.com/libjpeg-turbo/ijg/blob/main/jerror.h>
    private static final List<String> MADE_UP =
            List.of("premature end", "Premature end", "bad Huffman code", "instead of RST", "Inconsistent progression");

    private JpegDecoder() {}

    /// @param period every how many pixels one is read, in both directions
    /// @throws IOException where the file is damaged; so says anything else, too, that the reader throws
    static Decoded decode(byte[] original, int period) throws IOException {
        List<String> warnings = new ArrayList<>();
        // The reader gives up on some profiles that make no sense.
        ImageReader reader = ImageReaders.open("jpeg", JpegStructure.withoutProfile(original));
        try {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(period, period, 0, 0);
            JpegStructure.Colours colours = JpegStructure.colours(original);
            Decoded decoded = switch (colours) {
                case GREY -> Flattening.flatten(reader.read(0, param), false).in(conversion(original, colours));
                case RGB -> readRgb(reader, param).in(conversion(original, colours));
                case CMYK, INVERTED_CMYK, INVERTED_YCCK ->
                    PrintColours.toRgb(reader.readRaster(0, param), colours, conversion(original, colours));
            };
            if (warnings.stream().anyMatch(warning -> MADE_UP.stream().anyMatch(warning::contains))) {
                throw new IIOException(String.join("; ", warnings));
            }
            return decoded;
        } finally {
            reader.dispose();
        }
    }

    /// To be called before a file is decoded that libjpeg warns of. The JDK's reader keeps the file's bytes from
    /// being moved, and makes a string of the warning meanwhile: where that needs a collection, the serial and the
    /// parallel collector wait for the bytes to be let go, which is for ever. After a collection there is room for
    /// all that reading a file allocates. Source: `sun_jpeg_output_message` in
    /// <https://github.com/openjdk/jdk/blob/master/src/java.desktop/share/native/libjavajpeg/imageioJPEG.c>
    static void makeRoom() {
        System.gc();
    }

    /// What brings the samples of an acceptable JPEG to sRGB.
    static Optional<SrgbConversion> conversion(byte[] original, JpegStructure.Colours colours) {
        return SrgbConversion.from(JpegStructure.profile(original), colours.channels());
    }

    /// Reads into rows of the reader's own layout, which it fills without touching each pixel.
    private static Decoded readRgb(ImageReader reader, ImageReadParam param) throws IOException {
        int period = param.getSourceXSubsampling();
        RgbPixels pixels =
                RgbPixels.blank(Math.ceilDiv(reader.getWidth(0), period), Math.ceilDiv(reader.getHeight(0), period));
        param.setDestination(pixels.inSrgb());
        reader.read(0, param);
        return Decoded.opaque(pixels);
    }
}
