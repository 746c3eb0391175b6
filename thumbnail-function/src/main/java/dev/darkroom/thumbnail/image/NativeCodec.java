package dev.darkroom.thumbnail.image;

import dev.darkroom.model.ImageType;
import dev.darkroom.thumbnail.image.Leptonica.Pix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Leptonica for JPEG and WebP. What it does not read, or reads with a doubt, the other codec reads: JPEGs for
/// print, damaged files, animations, PNG and GIF.
final class NativeCodec implements Codec {
    private static final int MOST_REDUCED = 8;

    private final Leptonica leptonica;

    NativeCodec(Leptonica leptonica) {
        this.leptonica = leptonica;
    }

    /// Empty where no library for this machine lies beside this class, or it cannot be loaded.
    static Optional<Codec> load() {
        try {
            return NativeLibrary.find().map(Leptonica::load).map(NativeCodec::new);
        } catch (IllegalArgumentException cannotBeLoaded) {
            return Optional.empty();
        }
    }

    @Override
    public String version() {
        return "leptonica-1.87.0-5";
    }

    @Override
    public Set<RenditionFormat> formats() {
        return EnumSet.allOf(RenditionFormat.class);
    }

    @Override
    public Decoded decode(byte[] original, ImageHeader header, ImageType type, Wanted wanted, Arena arena)
            throws IOException {
        try {
            switch (type) {
                case JPEG -> {
                    JpegStructure.Colours colours = JpegStructure.colours(original);
                    if (colours.isForScreens()) {
                        return Decoded.opaque(jpeg(original, wanted.scale(), arena))
                                .in(JpegDecoder.conversion(original, colours));
                    }
                }
                case WEBP -> {
                    if (header.frames() == 1) {
                        Optional<SrgbConversion> conversion =
                                SrgbConversion.from(WebpStructure.profile(original), SrgbConversion.RGB);
                        return Decoded.opaque(webp(original, wanted, arena)).in(conversion);
                    }
                }
                case PNG, GIF -> {
                    // Neither is slow enough in Java to pay for another way.
                }
            }
        } catch (Leptonica.Doubtful perhapsDamaged) {
            // The other codec tells damage from what is merely odd.
        }
        if (type == ImageType.JPEG) {
            JpegDecoder.makeRoom();
        }
        // Made only now: reading ImageIO's registry costs a cold start a tenth of a second.
        Decoded decoded = new ImageIoCodec().decode(original, header, type, wanted, arena);
        NativePixels onWhite = NativePixels.of(decoded.pixels().inHeap(), leptonica, arena);
        Pixels pixels = transparent(onWhite, decoded.opacity().orElse(new byte[0]));
        return Decoded.opaque(pixels).in(decoded.conversion());
    }

    private static Pixels transparent(NativePixels onWhite, byte[] opacity) {
        return Opacity.unlessWhole(opacity)
                .<Pixels>map(visible -> TransparentPixels.of(onWhite, visible))
                .orElse(onWhite);
    }

    private Pixels jpeg(byte[] original, double scale, Arena arena) throws Leptonica.Doubtful {
        int reduction = 1;
        while (reduction < MOST_REDUCED && 2 * reduction * scale <= 1) {
            reduction *= 2;
        }
        return new NativePixels(leptonica, leptonica.readJpeg(original, reduction, arena), arena);
    }

    private Pixels webp(byte[] original, Wanted wanted, Arena arena) throws Leptonica.Doubtful {
        Pix pix = leptonica.readWebp(original, arena);
        NativePixels pixels = new NativePixels(leptonica, pix, arena);
        if (!leptonica.hasOpacity(pix)) {
            return pixels;
        }
        byte[] opacity = pixels.putOnWhite();
        return wanted.opacity() ? transparent(pixels, opacity) : pixels;
    }
}
