package dev.darkroom.model;

import java.util.Locale;

/// The order of an object's events: hexadecimal, comparable only within one key, of any length.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html>
///
/// @param value left-padded with zeros to 32 digits, upper case, so that text order is its order
public record Sequencer(String value) implements Comparable<Sequencer> {
    private static final int DIGITS = 32;

    public Sequencer {
        if (value.isEmpty() || value.length() > DIGITS || !value.chars().allMatch(Sequencer::isHex)) {
            throw new IllegalArgumentException("a sequencer is 1 to " + DIGITS + " hexadecimal digits");
        }
        value = "0".repeat(DIGITS - value.length()) + value.toUpperCase(Locale.ROOT);
    }

    private static boolean isHex(int c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }

    @Override
    public int compareTo(Sequencer other) {
        return value.compareTo(other.value);
    }
}
