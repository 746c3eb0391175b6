package dev.darkroom.thumbnail.image;

import java.awt.color.ColorSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;

/// Decodes JPEGs, grey, colour and for print, with the JDK's reader.
final class JpegDecoder {
    private static final int COLOUR_CHANNELS = 3;

    /// What libjpeg says where it had to make pixels up. It warns of harmless things too, such as stray bytes
    /// between two segments. Source: <https://github.com/libjpeg-turbo/ijg/blob/main/jerror.h>
    private static final List<String> MADE_UP =
            List.of("premature end", "Premature end", "bad Huffman code", "instead of RST", "Inconsistent progression");

    private JpegDecoder() {}

    /// @param period every how many pixels one is read, in both directions
    /// @throws IOException where the file is damaged; so says anything else, too, that the reader throws
    static Decoded decode(byte[] original, int period) throws IOException {
        List<String> warnings = new ArrayList<>();
        ImageReader reader = ImageReaders.open("jpeg", original);
        try {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(period, period, 0, 0);
            JpegStructure.Colours colours = JpegStructure.colours(original);
            Decoded decoded = switch (colours) {
                case GREY -> Flattening.flatten(reader.read(0, param));
                case RGB -> readRgb(reader, param);
                case CMYK, INVERTED_CMYK, INVERTED_YCCK -> PrintColours.toRgb(reader.readRaster(0, param), colours);
            };
            if (warnings.stream().anyMatch(warning -> MADE_UP.stream().anyMatch(warning::contains))) {
                throw new IIOException(String.join("; ", warnings));
            }
            return decoded;
        } finally {
            reader.dispose();
        }
    }

    /// Reads into rows of the reader's own layout and colours, which it fills without touching each pixel.
    private static Decoded readRgb(ImageReader reader, ImageReadParam param) throws IOException {
        ColorSpace colours = coloursOf(reader);
        int period = param.getSourceXSubsampling();
        RgbPixels pixels =
                RgbPixels.blank(Math.ceilDiv(reader.getWidth(0), period), Math.ceilDiv(reader.getHeight(0), period));
        param.setDestination(pixels.in(colours));
        reader.read(0, param);
        return new Decoded(pixels, ColourProfiles.toConvertFrom(colours));
    }

    /// The embedded profile's colour space, the reader's own instance of it, or sRGB.
    private static ColorSpace coloursOf(ImageReader reader) throws IOException {
        ColorSpace colours = ColorSpace.getInstance(ColorSpace.CS_sRGB);
        for (Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0); types.hasNext(); ) {
            ColorSpace offered = types.next().getColorModel().getColorSpace();
            if (offered.getNumComponents() == COLOUR_CHANNELS && !offered.isCS_sRGB()) {
                colours = offered;
            }
        }
        return colours;
    }
}
