package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/// The filters of a mapping from a queue. A pattern on fields of `body` sees bodies that are JSON and lets no other
/// pass; a pattern on `body` itself sees it as text and lets no JSON object pass.
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html>
final class QueueFilter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BODY = "body";
    private static final Set<String> FILTERED_FIELDS =
            Set.of(BODY, "messageId", "attributes", "messageAttributes", "md5OfBody");

    private final List<EventFilter> filters;

    private QueueFilter(List<EventFilter> filters) {
        this.filters = filters;
    }

    /// @throws IllegalArgumentException where a pattern is not understood
    static QueueFilter of(List<String> patterns) {
        return new QueueFilter(patterns.stream()
                .map(pattern -> EventFilter.parse(pattern, FILTERED_FIELDS))
                .toList());
    }

    /// @param record as an element of `Records` in the event
    boolean passes(ObjectNode record) {
        if (filters.isEmpty()) {
            return true;
        }
        ObjectNode seen = record.deepCopy();
        JsonNode body = json(record.path(BODY).asText());
        if (body.isObject()) {
            seen.set(BODY, body);
        }
        return filters.stream().anyMatch(filter -> filter.matches(seen));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
