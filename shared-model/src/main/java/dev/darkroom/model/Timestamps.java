package dev.darkroom.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Instants as text: RFC 3339 in UTC with exactly three decimals, so that text order is time order.
public final class Timestamps {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    public static String format(Instant instant) {
        return FORM.format(instant);
    }

    /// Reads what [#format] wrote.
    ///
    /// @throws java.time.format.DateTimeParseException where it is not of the form that [#format] writes
    public static Instant parse(String text) {
        return FORM.parse(text, Instant::from);
    }
}
