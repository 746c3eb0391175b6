package dev.darkroom.thumbnail.image;

import java.util.Arrays;
import java.util.Optional;

/// A kind of file that renditions are written as; JPEGs with chroma halved in both directions.
public enum RenditionFormat {
    /// Baseline: least work.
    JPEG("jpeg", "image/jpeg", "jpg"),
    /// Shown coarse first and then finer; a few per cent smaller, for several times the work of a baseline JPEG.
    PROGRESSIVE_JPEG("progressive-jpeg", "image/jpeg", "jpg"),
    /// Lossy; only the native codec writes it.
    WEBP("webp", "image/webp", "webp");

    private final String word;
    private final String contentType;
    private final String extension;

    RenditionFormat(String word, String contentType, String extension) {
        this.word = word;
        this.contentType = contentType;
        this.extension = extension;
    }

    /// What it is called in a rendition table.
    public String word() {
        return word;
    }

    public String contentType() {
        return contentType;
    }

    /// Of object keys, such as `jpg`.
    public String extension() {
        return extension;
    }

    /// Whether transparent parts can be told from white ones.
    boolean knowsOpacity() {
        return this == WEBP;
    }

    static Optional<RenditionFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }
}
