package dev.darkroom.thumbnail.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;

/// Decodes WebPs with TwelveMonkeys' reader, which is in Java; of an animation, the first frame.
final class WebpDecoder {
    private WebpDecoder() {}

    /// @param opacity whether transparent parts are to be told from white ones
    /// @throws IOException where the file is damaged; so says anything else, too, that the reader throws
    static Decoded decode(byte[] original, ImageHeader header, boolean opacity) throws IOException {
        byte[] profile = WebpStructure.profile(original);
        // The reader gives up on a profile that makes no sense, and converts all pixels where few would do.
        ImageReader reader =
                ImageReaders.open("webp", profile.length == 0 ? original : WebpStructure.withoutProfile(original));
        try {
            BufferedImage image = reader.read(0);
            Decoded decoded = image.getWidth() == header.width() && image.getHeight() == header.height()
                    ? Flattening.flatten(image, opacity)
                    : Flattening.drawn(
                            image, WebpStructure.placeOfFirstFrame(original), header.width(), header.height(), opacity);
            return decoded.in(SrgbConversion.from(profile, SrgbConversion.RGB));
        } finally {
            reader.dispose();
        }
    }
}
