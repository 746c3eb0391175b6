package dev.darkroom.model;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long the shutter was open: a fraction of seconds in lowest terms, exactly as the camera wrote it. A 250th of a
/// second is 1/250 and no decimal number.
///
/// @param numerator 1 to 4,294,967,295, as EXIF's rationals hold it
/// @param denominator in the same range; the whole is a day at most
public record ExposureTime(long numerator, long denominator) {
    private static final long MAX_TERM = 0xFFFF_FFFFL;
    private static final long MAX_SECONDS = 86_400;
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,9})(?:/([1-9][0-9]{0,9}))?");

    public ExposureTime {
        if (!isTerm(numerator) || !isTerm(denominator) || numerator > MAX_SECONDS * denominator) {
            throw new IllegalArgumentException("an exposure takes longer than nothing, and a day at most");
        }
        long divisor = BigInteger.valueOf(numerator)
                .gcd(BigInteger.valueOf(denominator))
                .longValue();
        numerator /= divisor;
        denominator /= divisor;
    }

    /// Reads what [#toString] writes.
    ///
    /// @throws IllegalArgumentException for anything else
    public static ExposureTime parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no exposure time");
        }
        String denominator = parts.group(2);
        return new ExposureTime(Long.parseLong(parts.group(1)), denominator == null ? 1 : Long.parseLong(denominator));
    }

    /// The seconds: `1/250`, `13/10`, `30`.
    @Override
    public String toString() {
        return denominator == 1 ? Long.toString(numerator) : numerator + "/" + denominator;
    }

    private static boolean isTerm(long number) {
        return number >= 1 && number <= MAX_TERM;
    }
}
