package dev.darkroom.tables;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What is left of an instant in a table.
final class Precision {
    private Precision() {}

    /// As [dev.darkroom.model.Timestamps] writes it.
    static Instant stored(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /// As a time-to-live attribute holds it: whole seconds. Source: Using time to live in DynamoDB,
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html>
    static Instant expiry(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
