package dev.darkroom.thumbnail.image;

import dev.darkroom.model.ImageType;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Leptonica for JPEG and WebP. What it does not read, or reads with a doubt, the other codec reads: JPEGs for print,
/// damaged files, animations, PNG and GIF.
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
        return "leptonica-1.87.0-3";
    }

    @Override
    public Set<RenditionFormat> formats() {
        return EnumSet.allOf(RenditionFormat.class);
    }

    @Override
    public Decoded decode(byte[] original, ImageHeader header, ImageType type, double scale, Arena arena)
            throws IOException {
        try {
            switch (type) {
                case JPEG -> {
                    JpegStructure.Colours colours = JpegStructure.colours(original);
                    if (colours.isForScreens()) {
                        Pixels pixels = jpeg(original, scale, arena);
                        boolean grey = colours == JpegStructure.Colours.GREY;
                        return new Decoded(pixels, grey ? Optional.empty() : profile(JpegStructure.profile(original)));
                    }
                }
                case WEBP -> {
                    if (header.frames() == 1) {
                        Pixels pixels = new NativePixels(leptonica, leptonica.readWebp(original, arena), arena);
                        return new Decoded(pixels, profile(WebpStructure.profile(original)));
                    }
                }
                case PNG, GIF -> {
                    // Neither is slow enough in Java to pay for another way.
                }
            }
        } catch (Leptonica.Doubtful perhapsDamaged) {
            // The other codec tells damage from what is merely odd.
        }
        // Made only now: reading ImageIO's registry costs a cold start a tenth of a second.
        Decoded decoded = new ImageIoCodec().decode(original, header, type, scale, arena);
        return new Decoded(NativePixels.of(decoded.pixels().inHeap(), leptonica, arena), decoded.profile());
    }

    private Pixels jpeg(byte[] original, double scale, Arena arena) throws Leptonica.Doubtful {
        int reduction = 1;
        while (reduction < MOST_REDUCED && 2 * reduction * scale <= 1) {
            reduction *= 2;
        }
        return new NativePixels(leptonica, leptonica.readJpeg(original, reduction, arena), arena);
    }

    private static Optional<ICC_Profile> profile(byte[] embedded) {
        return embedded.length == 0 ? Optional.empty() : ColourProfiles.toConvertFrom(embedded);
    }
}
