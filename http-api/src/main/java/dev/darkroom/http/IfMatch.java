package dev.darkroom.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The versions that a request may change. Source: <https://www.rfc-editor.org/rfc/rfc9110#name-if-match>
///
/// @param tags in double quotes; empty for whichever version is there
public record IfMatch(List<String> tags) {
    private static final String ANY = "*";
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e]*\"");

    public IfMatch {
        tags = List.copyOf(tags);
    }

    static Optional<IfMatch> parse(String header) {
        if (header.strip().equals(ANY)) {
            return Optional.of(new IfMatch(List.of()));
        }
        List<String> tags =
                Arrays.stream(header.split(",", -1)).map(String::strip).toList();
        return tags.stream().allMatch(tag -> TAG.matcher(tag).matches())
                ? Optional.of(new IfMatch(tags))
                : Optional.empty();
    }

    /// Whether this version is meant. Weak tags name none.
    public boolean admits(EntityTag tag) {
        return tags.isEmpty() || tags.contains(tag.toString());
    }
}
