package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The filters of a mapping from a queue, which see the body of a message and nothing else.
///
/// A pattern on fields of `body` lets no body pass that is plain text; one on `body` itself lets none pass that is
/// JSON.
/// Objects and lists count as JSON; AWS does not say what a number or a string in quotation marks is, here it is text.
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html>
public final class QueueFilter {
    private static final String BODY = "body";

    private final List<Rule> rules;

    /// @param formats of bodies that the pattern may let pass
    private record Rule(EventFilter filter, Set<Format> formats) {}

    /// What a body has to be.
    private enum Format {
        JSON,
        TEXT
    }

    private QueueFilter(List<Rule> rules) {
        this.rules = rules;
    }

    /// Reads a mapping's patterns.
    ///
    /// @throws IllegalArgumentException where one is not understood
    public static QueueFilter of(List<String> patterns) {
        List<EventFilter> filters = EventFilter.ofMapping(patterns, Set.of(BODY));
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            rules.add(new Rule(filters.get(i), formats(patterns.get(i))));
        }
        return new QueueFilter(rules);
    }

    private static Set<Format> formats(String pattern) {
        // The outermost of each alternative; what is deeper within a body does not matter.
        List<JsonNode> bodies = json(pattern).findValues(BODY);
        if (bodies.isEmpty()) {
            return EnumSet.allOf(Format.class);
        }
        boolean fields = bodies.stream().anyMatch(JsonNode::isObject);
        if (fields && !bodies.stream().allMatch(JsonNode::isObject)) {
            throw new IllegalArgumentException(
                    "the filter pattern " + pattern + " takes body for JSON in one place and for text in another");
        }
        return EnumSet.of(fields ? Format.JSON : Format.TEXT);
    }

    /// @param record as an element of `Records` in the event
    boolean passes(ObjectNode record) {
        if (rules.isEmpty()) {
            return true;
        }
        JsonNode body = json(record.path(BODY).asText());
        Format format = body.isContainerNode() ? Format.JSON : Format.TEXT;
        ObjectNode seen = record.deepCopy();
        if (format == Format.JSON) {
            seen.set(BODY, body);
        }
        return rules.stream()
                .anyMatch(
                        rule -> rule.formats().contains(format) && rule.filter().matches(seen));
    }

    private static JsonNode json(String text) {
        try {
            return EventFilter.EXACT.readTree(text);
        } catch (JsonProcessingException e) {
            return EventFilter.EXACT.missingNode();
        }
    }
}
