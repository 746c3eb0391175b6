package dev.darkroom.tables;

import dev.darkroom.model.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The attributes of one item, by type. What an item of ours must have and has not is an [IllegalStateException].
record Attributes(Map<String, AttributeValue> item) {
    boolean has(String name) {
        return item.containsKey(name);
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) {
        return optional(name).map(AttributeValue::s);
    }

    long number(String name) {
        return Long.parseLong(digits(name));
    }

    double decimal(String name) {
        return Double.parseDouble(digits(name));
    }

    int integer(String name) {
        return Math.toIntExact(number(name));
    }

    Instant time(String name) {
        return optionalTime(name).orElseThrow(() -> missing(name));
    }

    Optional<Instant> optionalTime(String name) {
        return optionalText(name).map(Timestamps::parse);
    }

    Optional<Instant> optionalExpiry(String name) {
        return optional(name).map(AttributeValue::n).map(Long::parseLong).map(Instant::ofEpochSecond);
    }

    /// A list of text; empty where there is none.
    List<String> texts(String name) {
        return optional(name)
                .map(list -> list.l().stream().map(AttributeValue::s).toList())
                .orElse(List.of());
    }

    Optional<AttributeValue> optional(String name) {
        return Optional.ofNullable(item.get(name));
    }

    private String digits(String name) {
        return optional(name).map(AttributeValue::n).orElseThrow(() -> missing(name));
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("an item has no " + name);
    }
}
