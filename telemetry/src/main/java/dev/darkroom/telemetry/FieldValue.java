package dev.darkroom.telemetry;

/// One fact of a log line; [Field] makes them.
///
/// @param value a String, Long, Double or Boolean
public record FieldValue(Field field, Object value) {
    public FieldValue {
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw new IllegalArgumentException("a log line holds text, numbers and booleans");
        }
    }
}
