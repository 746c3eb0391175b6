package dev.darkroom.model;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Why a photo was refused, in words for the one who uploaded it.
public enum Rejection {
    NOT_AN_IMAGE("The file is not an image that can be read."),
    TYPE_NOT_ALLOWED("This kind of image is not supported. JPEG, PNG, WebP and GIF are."),
    TYPE_NOT_AS_ANNOUNCED("The file is an image of another type than the one announced."),
    TOO_MANY_PIXELS("The image has too many pixels: 100 megapixels at most for JPEG, 40 for other types."),
    TOO_NARROW("The image is too narrow: one edge may be a hundred times as long as the other at most."),
    TOO_MUCH_WORK("The image takes too much work to decode. Saved again as an ordinary JPEG it will do."),
    TOO_MANY_FRAMES("The animation has too many frames."),
    TOO_LARGE("The file is larger than 25 MB."),
    TRUNCATED("The file ends before the image does; the upload or the file itself is incomplete."),
    DAMAGED("The file is damaged and cannot be decoded."),
    @JsonEnumDefaultValue
    OTHER("The file cannot be shown.");

    private final String sentence;

    Rejection(String sentence) {
        this.sentence = sentence;
    }

    /// One sentence that a person understands.
    public String sentence() {
        return sentence;
    }
}
