package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/// Tells items that expired from those that somebody deleted; their stream records differ by `userIdentity`.
/// Source: DynamoDB Streams and Time to Live,
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html>
@FunctionalInterface
public interface RemovalOrigin {
    /// Everything was deleted by somebody.
    RemovalOrigin NO_EXPIRY = (tableName, change) -> false;

    /// Whether expiry removed this item. Asked again for the same record it answers the same, for as long as the stream
    /// keeps the record.
    ///
    /// @param change the `dynamodb` part of a REMOVE record: Keys, and the images that the stream has
    boolean wasExpiry(String tableName, JsonNode change);
}
