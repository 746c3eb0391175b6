package dev.darkroom.tables;

/// The form of display names: 1 to 80 characters.
final class DisplayNames {
    private static final int MAX_LENGTH = 80;
    private static final String NAMELESS = "Somebody";

    private DisplayNames() {}

    /// A display name out of what a token calls its user, cut where it is too long.
    static String of(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty()) {
            return NAMELESS;
        }
        if (stripped.length() <= MAX_LENGTH) {
            return stripped;
        }
        boolean wouldCutPair = Character.isHighSurrogate(stripped.charAt(MAX_LENGTH - 1));
        return stripped.substring(0, wouldCutPair ? MAX_LENGTH - 1 : MAX_LENGTH);
    }
}
