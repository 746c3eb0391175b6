package dev.darkroom.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.regex.Pattern;

/// A photo, by the ULID minted with its upload intent; ids sort by the time they were minted.
/// Source: <https://github.com/ulid/spec>
///
/// @param value 26 characters of Crockford's base 32, upper case
public record PhotoId(@JsonValue String value) implements Comparable<PhotoId> {
    private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_DIGITS = 10;
    private static final int LENGTH = 26;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PhotoId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a photo id is a ULID: 26 characters, upper case");
        }
    }

    /// The smallest of all ids that are minted at an instant.
    ///
    /// @param instant from the epoch to the year 10889
    public static PhotoId firstAt(Instant instant) {
        char[] digits = "0".repeat(LENGTH).toCharArray();
        long millis = instant.toEpochMilli();
        for (int i = TIME_DIGITS - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (millis & 31));
            millis >>= 5;
        }
        return new PhotoId(new String(digits));
    }

    /// When the id was minted, to the millisecond.
    public Instant mintedAt() {
        long millis = 0;
        for (int i = 0; i < TIME_DIGITS; i++) {
            millis = millis << 5 | DIGITS.indexOf(value.charAt(i));
        }
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public int compareTo(PhotoId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
