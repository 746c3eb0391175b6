package dev.darkroom.thumbnail.image;

import java.util.Optional;

/// A photo's pixels on their way to renditions. Nothing is changed: every step gives other pixels, or these
/// very ones where there is nothing to do.
interface Pixels {
    int width();

    int height();

    /// Makes them fewer, smoothly. Nothing is enlarged.
    Pixels scaledTo(int newWidth, int newHeight);

    /// The square in their centre.
    Pixels cutToSquare(int edge);

    Pixels convertedToSrgb(SrgbConversion conversion);

    /// Turns and mirrors the pixels as the EXIF orientation says that they are meant.
    Pixels oriented(int orientation);

    /// The same in the heap, as they look on white.
    RgbPixels inHeap();

    /// How opaque each pixel is, 255 where it is wholly; empty where all are.
    default Optional<byte[]> opacity() {
        return Optional.empty();
    }

    /// A file of the pixels, without any metadata; on white where the format knows no opacity.
    byte[] encoded(RenditionFormat format, int quality);
}
