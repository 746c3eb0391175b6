package dev.darkroom.thumbnail.image;

import java.awt.color.ICC_Profile;
import java.util.Optional;

/// The pixels of an original, not yet oriented.
///
/// @param profile in which they are measured, where that is not sRGB
record Decoded(Pixels pixels, Optional<ICC_Profile> profile) {}
