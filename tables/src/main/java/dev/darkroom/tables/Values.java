package dev.darkroom.tables;

import dev.darkroom.model.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What goes into items.
final class Values {
    private Values() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue number(double value) {
        return AttributeValue.fromN(Double.toString(value));
    }

    /// A list of text; none for an empty one.
    static Optional<AttributeValue> texts(List<String> values) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        AttributeValue.fromL(values.stream().map(Values::text).toList()));
    }

    static AttributeValue time(Instant value) {
        return text(Timestamps.format(value));
    }

    /// As time to live wants it: whole seconds since the epoch.
    static AttributeValue expiry(Instant value) {
        return number(value.getEpochSecond());
    }
}
