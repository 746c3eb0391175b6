package dev.darkroom.metadata.embedded;

import dev.darkroom.model.CaptionLimits;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text out of files, as it may be shown: without what does not print.
final class PlainText {
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");
    private static final Pattern LINE_ENDS = Pattern.compile("\\r\\n?");

    private PlainText() {}

    /// As one line, each run of spaces as one; empty for nothing.
    static String line(@Nullable String text) {
        return text == null
                ? ""
                : SPACES.matcher(printable(text)).replaceAll(" ").strip();
    }

    /// As it is, with its line breaks; empty for nothing.
    static String lines(@Nullable String text) {
        return text == null
                ? ""
                : printable(LINE_ENDS.matcher(text).replaceAll("\n")).strip();
    }

    /// Its first characters, as many as Unicode code points.
    static String shortened(String text, int max) {
        return text.codePointCount(0, text.length()) <= max
                ? text
                : text.substring(0, text.offsetByCodePoints(0, max)).strip();
    }

    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().map(c -> CaptionLimits.isPrintable(c) ? c : ' ').forEach(printable::appendCodePoint);
        return printable.toString();
    }
}
