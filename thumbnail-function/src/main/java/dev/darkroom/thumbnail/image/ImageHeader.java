package dev.darkroom.thumbnail.image;

import dev.darkroom.model.ImageType;
import java.util.Optional;

/// What an original says of itself, read before any pixel is decoded.
///
/// @param type by content; empty where it is none that is accepted
/// @param width in pixels as stored; 0 where unknown
/// @param height in pixels as stored; 0 where unknown
/// @param frames 1 for a still image; 0 where unknown
/// @param orientation EXIF orientation, 1 to 8; 1 where the file says nothing, or nothing sensible
public record ImageHeader(Optional<ImageType> type, int width, int height, int frames, int orientation) {
    static final ImageHeader UNKNOWN = new ImageHeader(Optional.empty(), 0, 0, 0, ExifOrientation.UPRIGHT);

    static ImageHeader of(ImageType type) {
        return new ImageHeader(Optional.of(type), 0, 0, 0, ExifOrientation.UPRIGHT);
    }

    long pixels() {
        return (long) width * height;
    }

    int longerEdge() {
        return Math.max(width, height);
    }

    /// The width once the orientation is applied.
    int shownWidth() {
        return ExifOrientation.transposes(orientation) ? height : width;
    }

    /// The height once the orientation is applied.
    int shownHeight() {
        return ExifOrientation.transposes(orientation) ? width : height;
    }
}
