package dev.darkroom.thumbnail.image;

import java.awt.color.ICC_Profile;

/// A photo's opaque pixels on their way to renditions. Nothing is changed: every step gives other pixels, or these
/// very ones where there is nothing to do.
interface Pixels {
    int width();

    int height();

    /// Makes them fewer, smoothly. Nothing is enlarged.
    Pixels scaledTo(int newWidth, int newHeight);

    /// The square in their centre.
    Pixels cutToSquare(int edge);

    /// The pixels in sRGB; as they are where the profile, which is part of somebody's file, makes no sense.
    Pixels convertedToSrgb(ICC_Profile profile);

    /// Turns and mirrors the pixels as the EXIF orientation says that they are meant.
    Pixels oriented(int orientation);

    /// The same in the heap.
    RgbPixels inHeap();

    /// A file of the pixels, without any metadata.
    byte[] encoded(RenditionFormat format, int quality);
}
