package dev.darkroom.tables;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The form of handles: 2 to 30 of `a-z`, `0-9`, `.`, `_` and `-`, beginning with a letter or digit.
public final class Handles {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{1,29}");

    private Handles() {}

    /// The handle that `text` names, in lower case; empty where it is none.
    public static Optional<String> parse(String text) {
        String handle = text.strip().toLowerCase(Locale.ROOT);
        return FORM.matcher(handle).matches() ? Optional.of(handle) : Optional.empty();
    }

    /// Insists on a handle.
    ///
    /// @throws IllegalArgumentException where `text` is none
    static String require(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a handle"));
    }
}
