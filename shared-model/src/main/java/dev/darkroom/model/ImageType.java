package dev.darkroom.model;

import java.util.Arrays;
import java.util.Optional;

/// A kind of image that may be uploaded.
public enum ImageType {
    JPEG("image/jpeg", 100_000_000),
    PNG("image/png", 40_000_000),
    WEBP("image/webp", 40_000_000),
    GIF("image/gif", 40_000_000);

    /// The largest original, in bytes.
    public static final long MAX_BYTES = 25 * 1024 * 1024L;

    private final String contentType;
    private final int maxPixels;

    ImageType(String contentType, int maxPixels) {
        this.contentType = contentType;
        this.maxPixels = maxPixels;
    }

    public String contentType() {
        return contentType;
    }

    /// The most pixels, width × height, that an original of this type may have.
    public int maxPixels() {
        return maxPixels;
    }

    /// The type announced by a media type without parameters; empty for one that is not accepted.
    public static Optional<ImageType> ofContentType(String contentType) {
        return Arrays.stream(values())
                .filter(type -> type.contentType.equalsIgnoreCase(contentType))
                .findFirst();
    }
}
