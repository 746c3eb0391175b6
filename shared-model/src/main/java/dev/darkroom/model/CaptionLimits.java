package dev.darkroom.model;

/// What may be said of a photo, by its owner or as a suggestion to them.
public final class CaptionLimits {
    /// The most characters of a title; characters are Unicode code points, here and below.
    public static final int TITLE_CHARACTERS = 200;

    public static final int DESCRIPTION_CHARACTERS = 2_000;
    public static final int TAG_CHARACTERS = 50;
    public static final int TAGS = 20;

    private static final int LEFT_TO_RIGHT_OVERRIDE = 0x202d;
    private static final int RIGHT_TO_LEFT_OVERRIDE = 0x202e;

    private CaptionLimits() {}

    /// Whether it is text of so many characters, all of them [printable][#isPrintable].
    public static boolean isText(String text, int min, int max) {
        int length = text.codePointCount(0, text.length());
        return length >= min && length <= max && text.codePoints().allMatch(CaptionLimits::isPrintable);
    }

    /// Whether a character may stand in text: control characters other than line breaks and tabs may not, nor may the
    /// two that make the text after them run the other way: with those, a name shows something else than it is.
    /// Source: <https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing>
    public static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint == '\n' || codePoint == '\t';
            case Character.SURROGATE -> false;
            default -> codePoint != LEFT_TO_RIGHT_OVERRIDE && codePoint != RIGHT_TO_LEFT_OVERRIDE;
        };
    }
}
