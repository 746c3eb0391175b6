package dev.darkroom.thumbnail.image;

import static dev.darkroom.thumbnail.image.Opacity.beneathWhite;

import java.util.Optional;

/// Pixels in native memory that are not all opaque: as they look on white, and how opaque each is, as greys. Both
/// are scaled alike, for what shows on white is as linear as colours multiplied by their opacity are, the white
/// added.
record TransparentPixels(NativePixels onWhite, NativePixels greys) implements Pixels {
    /// @param opacity of each of the pixels, 255 for opaque
    static TransparentPixels of(NativePixels onWhite, byte[] opacity) {
        return new TransparentPixels(onWhite, onWhite.greys(opacity));
    }

    @Override
    public int width() {
        return onWhite.width();
    }

    @Override
    public int height() {
        return onWhite.height();
    }

    @Override
    public Pixels scaledTo(int newWidth, int newHeight) {
        return new TransparentPixels(onWhite.scaledTo(newWidth, newHeight), greys.scaledTo(newWidth, newHeight));
    }

    @Override
    public Pixels cutToSquare(int edge) {
        return new TransparentPixels(onWhite.cutToSquare(edge), greys.cutToSquare(edge));
    }

    /// Colours are converted as they are, not mixed with white.
    @Override
    public Pixels convertedToSrgb(SrgbConversion conversion) {
        NativePixels converted = onWhite.with(beneath(), width(), height()).convertedToSrgb(conversion);
        int[] words = converted.words();
        int[] opacity = greys.words();
        for (int i = 0; i < words.length; i++) {
            int opaque = opacity[i] >>> 24;
            words[i] = word(
                    Opacity.onWhite(words[i] >>> 24, opaque),
                    Opacity.onWhite(words[i] >>> 16 & 0xFF, opaque),
                    Opacity.onWhite(words[i] >>> 8 & 0xFF, opaque),
                    0);
        }
        return new TransparentPixels(onWhite.with(words, width(), height()), greys);
    }

    @Override
    public Pixels oriented(int orientation) {
        return new TransparentPixels(onWhite.oriented(orientation), greys.oriented(orientation));
    }

    @Override
    public RgbPixels inHeap() {
        return onWhite.inHeap();
    }

    @Override
    public Optional<byte[]> opacity() {
        byte[] opacity = new byte[width() * height()];
        int[] words = greys.words();
        for (int i = 0; i < words.length; i++) {
            opacity[i] = (byte) (words[i] >>> 24);
        }
        return Opacity.unlessWhole(opacity);
    }

    @Override
    public byte[] encoded(RenditionFormat format, int quality) {
        return switch (format) {
            case JPEG, PROGRESSIVE_JPEG -> onWhite.encoded(format, quality);
            case WEBP -> onWhite.with(beneath(), width(), height()).encodedWithOpacity(quality);
        };
    }

    /// Each pixel's own colour, and its opacity in the lowest byte.
    private int[] beneath() {
        int[] words = onWhite.words();
        int[] opacity = greys.words();
        for (int i = 0; i < words.length; i++) {
            int opaque = opacity[i] >>> 24;
            words[i] = word(
                    beneathWhite(words[i] >>> 24, opaque),
                    beneathWhite(words[i] >>> 16 & 0xFF, opaque),
                    beneathWhite(words[i] >>> 8 & 0xFF, opaque),
                    opaque);
        }
        return words;
    }

    private static int word(int red, int green, int blue, int lowest) {
        return red << 24 | green << 16 | blue << 8 | lowest;
    }
}
