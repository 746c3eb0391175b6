package dev.darkroom.tables;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What an item weighs. Source: DynamoDB item sizes and formats,
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html>
final class ItemSize {
    private static final int CONTAINER = 3;

    private ItemSize() {}

    /// In bytes.
    static int of(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(attribute -> text(attribute.getKey()) + value(attribute.getValue()))
                .sum();
    }

    private static int value(AttributeValue value) {
        return switch (value.type()) {
            case S -> text(value.s());
            // Two digits a byte and one byte more, at most; zeros at either end count for nothing.
            case N -> (value.n().replaceAll("[^0-9]", "").length() + 1) / 2 + 1;
            case L ->
                CONTAINER + value.l().stream().mapToInt(one -> 1 + value(one)).sum();
            case NUL -> 1;
            case M -> CONTAINER + value.m().size() + of(value.m());
            default -> throw new IllegalArgumentException("no item here has a " + value.type());
        };
    }

    private static int text(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
