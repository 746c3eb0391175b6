package dev.darkroom.thumbnail.image;

import dev.darkroom.model.ImageType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.EnumSet;
import java.util.Set;
import javax.imageio.ImageIO;

/// What the JDK has, a WebP reader in Java, and Thumbnailator: no native code of its own.
final class ImageIoCodec implements Codec {
    /// How many pixels along an edge are decoded, at least, for each of the largest rendition's. Leaving more out
    /// would show; leaving out so many bounds memory and time.
    private static final int OVERSAMPLING = 2;

    ImageIoCodec() {
        // No files beside the memory that is paid for, and no display.
        ImageIO.setUseCache(false);
        System.setProperty("java.awt.headless", "true");
    }

    @Override
    public String version() {
        return "imageio-3";
    }

    @Override
    public Set<RenditionFormat> formats() {
        return EnumSet.of(RenditionFormat.JPEG, RenditionFormat.PROGRESSIVE_JPEG);
    }

    @Override
    public Decoded decode(byte[] original, ImageHeader header, ImageType type, Wanted wanted, Arena arena)
            throws IOException {
        int period = Math.max(1, (int) (1 / (wanted.scale() * OVERSAMPLING)));
        return switch (type) {
            case JPEG -> JpegDecoder.decode(original, period);
            case PNG -> PngDecoder.decode(original, period, wanted.opacity());
            case GIF -> GifDecoder.decode(original, header, wanted.opacity());
            case WEBP -> WebpDecoder.decode(original, header, wanted.opacity());
        };
    }
}
