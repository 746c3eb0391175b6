package dev.darkroom.tables;

import dev.darkroom.model.Timestamps;
import java.time.Instant;
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

    static AttributeValue time(Instant value) {
        return text(Timestamps.format(value));
    }

    /// As time to live wants it: whole seconds since the epoch.
    static AttributeValue expiry(Instant value) {
        return number(value.getEpochSecond());
    }
}
