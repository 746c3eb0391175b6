package dev.darkroom.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// A strong entity tag. Source: <https://www.rfc-editor.org/rfc/rfc9110#name-etag>
///
/// @param value without the quotes
public record EntityTag(String value) {
    private static final int HASH_BYTES = 12;

    /// A photo's tag is its revision.
    public static EntityTag ofRev(long rev) {
        return new EntityTag(Long.toString(rev));
    }

    /// A tag that changes whenever one of the parts does.
    public static EntityTag ofHash(List<String> parts) {
        var sha256 = Sha256.start();
        for (String part : parts) {
            sha256.update(part.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
        }
        return new EntityTag(HexFormat.of().formatHex(Arrays.copyOf(sha256.digest(), HASH_BYTES)));
    }

    /// Whether an `If-None-Match` names this tag, weakly compared; `*` names every one.
    boolean isIn(String ifNoneMatch) {
        return Arrays.stream(ifNoneMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(toString()) || tag.equals("W/" + this));
    }

    @Override
    public String toString() {
        return "\"" + value + "\"";
    }
}
