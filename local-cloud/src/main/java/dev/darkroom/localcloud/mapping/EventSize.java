package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.localcloud.lambda.runtime.LambdaHost;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/// How many bytes the records of one event may have: a batch ends early rather than go beyond.
/// Source: batching behavior,
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html>
final class EventSize {
    /// What is left of an event for its records, each with a comma.
    static final int LIMIT_BYTES = LambdaHost.EVENT_LIMIT_BYTES - "{\"Records\":[]}".length();

    private EventSize() {}

    /// The record's share of an event.
    static int of(JsonNode record) {
        return record.toString().getBytes(StandardCharsets.UTF_8).length + 1;
    }

    /// Cuts records into events that are not too large, in order. A record too large for any is one by itself.
    static <T> List<List<T>> split(List<T> records, ToIntFunction<T> size) {
        List<List<T>> events = new ArrayList<>();
        long bytes = 0;
        for (T record : records) {
            bytes += size.applyAsInt(record);
            if (events.isEmpty() || bytes > LIMIT_BYTES) {
                events.add(new ArrayList<>());
                bytes = size.applyAsInt(record);
            }
            events.getLast().add(record);
        }
        return events;
    }
}
