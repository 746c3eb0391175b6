package dev.darkroom.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// A place in one list of one user, as text that callers pass back unread: base64url of a checksum and the place.
///
/// The checksum binds it to the list (caller, route and query), so that a cursor that was changed or belongs to another
/// list is refused. It is no secret and need not be one: a place only says where to go on within what the
/// caller may see anyway, since every list is read under the caller's own key.
final class Cursor {
    private static final int CHECKSUM_BYTES = 9;
    private static final int MAX_CHARS = 400;

    private Cursor() {}

    static String seal(String list, String place) {
        byte[] text = place.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = ByteBuffer.allocate(CHECKSUM_BYTES + text.length)
                .put(checksum(list, text))
                .put(text)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /// The place; empty where the cursor was not made for this list.
    static Optional<String> open(String list, String cursor) {
        if (cursor.length() > MAX_CHARS) {
            return Optional.empty();
        }
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (sealed.length <= CHECKSUM_BYTES) {
            return Optional.empty();
        }
        byte[] text = Arrays.copyOfRange(sealed, CHECKSUM_BYTES, sealed.length);
        boolean ours = Arrays.equals(Arrays.copyOf(sealed, CHECKSUM_BYTES), checksum(list, text));
        return ours ? Optional.of(new String(text, StandardCharsets.UTF_8)) : Optional.empty();
    }

    private static byte[] checksum(String list, byte[] place) {
        var sha256 = Sha256.start();
        sha256.update(list.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        return Arrays.copyOf(sha256.digest(place), CHECKSUM_BYTES);
    }
}
