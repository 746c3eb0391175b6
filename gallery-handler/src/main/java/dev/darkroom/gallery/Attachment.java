package dev.darkroom.gallery;

import dev.darkroom.model.ImageType;
import dev.darkroom.model.Photo;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.IntPredicate;

/// A file that a browser saves instead of showing it.
///
/// @param fileName as text; whatever a client announced
record Attachment(String fileName) {
    private static final String ATTR_CHARS = "!#$&+-.^_`|~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /// The photo under its file's name, or under its id where it came without one.
    static Attachment of(Photo photo) {
        return new Attachment(photo.announcement()
                .fileName()
                .orElseGet(() ->
                        photo.key().photoId() + extension(photo.announcement().type())));
    }

    /// The value of the header `content-disposition`: the name in ASCII for old clients, and as it is for all others.
    /// Path separators and control characters are replaced, as a name is no path.
    /// Sources: <https://www.rfc-editor.org/rfc/rfc6266#section-4.1>,
    /// <https://www.rfc-editor.org/rfc/rfc5987#section-3.2>
    String contentDisposition() {
        String name = replace(fileName, c -> c == '/' || c == '\\' || Character.isISOControl(c));
        String ascii = replace(name, c -> c > '~' || c == '"' || c == '%');
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded(name);
    }

    private static String replace(String text, IntPredicate unwanted) {
        StringBuilder replaced = new StringBuilder();
        text.codePoints().forEach(c -> replaced.appendCodePoint(unwanted.test(c) ? '_' : c));
        return replaced.toString();
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            if (isAttrChar(one)) {
                encoded.append((char) one);
            } else {
                encoded.append('%').append(HEX.toHexDigits(one));
            }
        }
        return encoded.toString();
    }

    private static boolean isAttrChar(byte c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || ATTR_CHARS.indexOf(c) >= 0;
    }

    private static String extension(ImageType type) {
        return switch (type) {
            case JPEG -> ".jpg";
            case PNG -> ".png";
            case WEBP -> ".webp";
            case GIF -> ".gif";
        };
    }
}
