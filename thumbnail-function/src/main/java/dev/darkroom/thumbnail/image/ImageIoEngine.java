package dev.darkroom.thumbnail.image;

import dev.darkroom.model.ImageType;
import dev.darkroom.model.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/// Renditions with what the JDK has, a WebP reader in Java, and Thumbnailator: no native code of its own.
public final class ImageIoEngine implements RenditionEngine {
    /// Counts up whenever the same original and sizes give other bytes.
    private static final String VERSION = "imageio-1";

    /// How many pixels along an edge are decoded, at least, for each of the largest rendition's. Leaving more out
    /// would show; leaving out so many bounds memory and time.
    private static final int OVERSAMPLING = 2;

    public ImageIoEngine() {
        // No files beside the memory that is paid for, and no display.
        ImageIO.setUseCache(false);
        System.setProperty("java.awt.headless", "true");
    }

    @Override
    public String recipe() {
        return VERSION + " " + RenditionSize.ALL + " " + JpegEncoder.RECIPE;
    }

    @Override
    public Rendering render(byte[] original) {
        return switch (Inspector.inspect(original)) {
            case Inspection.Refused refused -> new Rendering.Refused(refused.header(), refused.reason());
            case Inspection.Acceptable acceptable -> render(original, acceptable.header(), acceptable.type());
        };
    }

    private static Rendering render(byte[] original, ImageHeader header, ImageType type) {
        Decoded decoded;
        try {
            decoded = decode(original, header, type);
        } catch (IOException | RuntimeException damaged) {
            // Decoders trip over damaged files in every way there is; memory and the machine are Errors and pass.
            return new Rendering.Refused(header, Rejection.DAMAGED);
        }
        return new Rendering.Rendered(header, renditions(decoded, header));
    }

    private static Decoded decode(byte[] original, ImageHeader header, ImageType type) throws IOException {
        int period = Math.max(1, header.longerEdge() / (RenditionSize.LARGEST.maxEdgePixels() * OVERSAMPLING));
        return switch (type) {
            case JPEG -> JpegDecoder.decode(original, period);
            case PNG -> PngDecoder.decode(original, period);
            case GIF -> GifDecoder.decode(original, header);
            case WEBP -> WebpDecoder.decode(original, header);
        };
    }

    private static List<EncodedRendition> renditions(Decoded decoded, ImageHeader header) {
        List<EncodedRendition> renditions = new ArrayList<>();
        RgbPixels pixels = largest(decoded, header);
        for (RenditionSize size : RenditionSize.ALL) {
            pixels = pixels.scaledTo(
                    size.scaled(header.shownWidth(), header.longerEdge()),
                    size.scaled(header.shownHeight(), header.longerEdge()));
            renditions.add(JpegEncoder.encode(size.name(), pixels));
        }
        return renditions;
    }

    /// Turning and converting cost least when the pixels are few.
    private static RgbPixels largest(Decoded decoded, ImageHeader header) {
        RenditionSize size = RenditionSize.LARGEST;
        RgbPixels pixels = decoded.pixels()
                .scaledTo(
                        size.scaled(header.width(), header.longerEdge()),
                        size.scaled(header.height(), header.longerEdge()));
        RgbPixels converted = decoded.profile().map(pixels::convertedToSrgb).orElse(pixels);
        return converted.oriented(header.orientation());
    }
}
