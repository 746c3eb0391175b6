package dev.darkroom.thumbnail.image;

import dev.darkroom.model.ImageType;
import dev.darkroom.model.Rejection;

/// What came of looking at an original's header and structure.
sealed interface Inspection {
    /// As far as it could be read.
    ImageHeader header();

    /// Complete, of an accepted type and within its limits: its pixels may be decoded.
    ///
    /// @param scans how often a decoder goes over all pixels
    record Acceptable(ImageHeader header, ImageType type, int scans) implements Inspection {
        Acceptable(ImageHeader header, ImageType type) {
            this(header, type, 1);
        }
    }

    record Refused(ImageHeader header, Rejection reason) implements Inspection {}
}
