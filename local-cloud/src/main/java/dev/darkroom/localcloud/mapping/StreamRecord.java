package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// One change of an item.
///
/// @param json as an element of `Records` in the event
/// @param arrival when it came into the stream, to the second
/// @param sizeBytes its share of an event
record StreamRecord(ObjectNode json, String sequenceNumber, Instant arrival, int sizeBytes) {
    static StreamRecord of(ObjectNode json) {
        JsonNode change = json.path("dynamodb");
        return new StreamRecord(
                json,
                change.path("SequenceNumber").asText(),
                Instant.ofEpochSecond(change.path("ApproximateCreationDateTime").asLong()),
                EventSize.of(json));
    }

    /// The item's key; records of equal keys are never processed at the same time or out of order.
    JsonNode key() {
        return json.path("dynamodb").path("Keys");
    }
}
