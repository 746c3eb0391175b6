package dev.darkroom.thumbnail.image;

import java.util.Optional;

/// The pixels of an original, not yet oriented.
///
/// @param pixels as they look on white
/// @param opacity of each pixel, 255 for opaque, where it was wanted, is not part of the pixels, and not all of
///     them are opaque
/// @param conversion to sRGB, where they are measured in other colours
record Decoded(Pixels pixels, Optional<byte[]> opacity, Optional<SrgbConversion> conversion) {
    static Decoded opaque(Pixels pixels) {
        return new Decoded(pixels, Optional.empty(), Optional.empty());
    }

    Decoded in(Optional<SrgbConversion> colours) {
        return new Decoded(pixels, opacity, colours);
    }
}
