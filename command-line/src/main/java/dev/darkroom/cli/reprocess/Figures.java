package dev.darkroom.cli.reprocess;

import java.time.Duration;
import java.util.Locale;

/// Figures as people read them, no more exact than they are.
public final class Figures {
    private static final double KILO = 1000;
    private static final double CENT = 0.01;

    private Figures() {}

    /// Such as `48 s`, `12 min`, `3 h 5 min`, `4 days 7 h`.
    public static String of(Duration time) {
        long seconds = Math.max(1, Math.round(time.toMillis() / KILO));
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return Math.round(seconds / 60.0) + " min";
        }
        Duration whole = Duration.ofMinutes(Math.round(seconds / 60.0));
        return whole.toDays() < 2
                ? whole.toHours() + " h " + whole.toMinutesPart() + " min"
                : whole.toDays() + " days " + whole.toHoursPart() + " h";
    }

    /// Such as `900 bytes`, `7.1 MB`, `1.3 TB`.
    public static String bytes(long bytes) {
        if (bytes < KILO) {
            return bytes + " bytes";
        }
        double value = bytes;
        int unit = -1;
        while (value >= KILO) {
            value /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %sB", value, "kMGTPE".charAt(unit));
    }

    /// Two digits after the point, and of less than a cent the first two that count.
    public static String dollars(double dollars) {
        if (dollars == 0 || dollars >= CENT) {
            return String.format(Locale.ROOT, "$%,.2f", dollars);
        }
        int digits = (int) Math.ceil(-Math.log10(dollars)) + 1;
        return String.format(Locale.ROOT, "$%." + digits + "f", dollars);
    }

    /// Such as `1 photo`, `1,200 photos`.
    public static String photos(long count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "photo" : "photos");
    }
}
