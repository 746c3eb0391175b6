package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// An event filter pattern: which events a function or a subscription gets.
///
/// Objects of the pattern name fields that must all match; `$or` lists objects of which one must; a leaf is an array
/// of values and conditions of which one must match one of the event's values. Conditions are on leaves: to them an
/// object is not there. Event source mappings and SNS filter policies share the grammar. `cidr` and `wildcard`, which
/// Lambda does not have, are refused.
/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html>,
/// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html>
public final class EventFilter {
    /// Keeps numbers as they are written, since 300 and 300.0 are not equal to a filter.
    static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String OR = "$or";
    private static final int MAX_PATTERNS = 5;
    private static final int MAX_PATTERN_LENGTH = 4_096;

    private final Fields pattern;

    private EventFilter(Fields pattern) {
        this.pattern = pattern;
    }

    /// Reads a pattern.
    ///
    /// @throws IllegalArgumentException naming the field that is not understood
    public static EventFilter parse(String patternJson) {
        JsonNode pattern;
        try {
            pattern = EXACT.readTree(patternJson);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a filter pattern is not JSON: " + patternJson, e);
        }
        if (!pattern.isObject()) {
            throw new IllegalArgumentException("a filter pattern is an object, not " + pattern);
        }
        return new EventFilter(fields(pattern, "pattern"));
    }

    /// Reads the patterns of an event source mapping, of which an event must match any: five at most, each on what the
    /// event source lets patterns see.
    /// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html>,
    /// <https://docs.aws.amazon.com/lambda/latest/api/API_Filter.html>
    ///
    /// @param visible the fields at the top of an event
    /// @throws IllegalArgumentException naming what is not understood
    static List<EventFilter> ofMapping(List<String> patterns, Set<String> visible) {
        if (patterns.size() > MAX_PATTERNS) {
            throw new IllegalArgumentException(
                    "there are " + patterns.size() + " filter patterns; a mapping has " + MAX_PATTERNS + " at most");
        }
        return patterns.stream().map(pattern -> parse(pattern, visible)).toList();
    }

    private static EventFilter parse(String patternJson, Set<String> visible) {
        if (patternJson.length() > MAX_PATTERN_LENGTH) {
            throw new IllegalArgumentException(
                    "a filter pattern has " + patternJson.length() + " characters; " + MAX_PATTERN_LENGTH + " at most");
        }
        EventFilter filter = parse(patternJson);
        if (!visible.containsAll(filter.pattern.names().toList())) {
            throw new IllegalArgumentException("the filter pattern " + patternJson
                    + " sees nothing but the fields "
                    + visible.stream().sorted().toList());
        }
        return filter;
    }

    /// Whether the event passes.
    public boolean matches(JsonNode event) {
        return pattern.matches(event);
    }

    private static Fields fields(JsonNode object, String path) {
        Map<String, Pattern> fields = new LinkedHashMap<>();
        List<Fields> alternatives = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String below = path + "." + field.getKey();
            if (field.getKey().equals(OR)) {
                field.getValue().forEach(each -> alternatives.add(fields(requireObject(each, below), below)));
                if (alternatives.isEmpty()) {
                    throw new IllegalArgumentException(below + " is a list of patterns, not " + field.getValue());
                }
            } else if (field.getValue().isObject()) {
                fields.put(field.getKey(), fields(field.getValue(), below));
            } else {
                fields.put(field.getKey(), leaf(field.getValue(), below));
            }
        }
        return new Fields(fields, alternatives);
    }

    private static JsonNode requireObject(JsonNode node, String path) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(path + " is a list of patterns, not " + node);
        }
        return node;
    }

    private static Pattern leaf(JsonNode list, String path) {
        if (!list.isArray() || list.isEmpty()) {
            throw new IllegalArgumentException(path + " is a list of values and conditions, not " + list);
        }
        List<Condition> conditions = new ArrayList<>();
        list.forEach(each -> conditions.add(Condition.parse(each, path)));
        return new AnyOf(conditions);
    }

    private sealed interface Pattern {
        /// @param value a [MissingNode] where the event has no such field
        boolean matches(JsonNode value);
    }

    private record Fields(Map<String, Pattern> fields, List<Fields> alternatives) implements Pattern {
        /// The fields that it names, in each alternative.
        Stream<String> names() {
            return Stream.concat(fields.keySet().stream(), alternatives.stream().flatMap(Fields::names));
        }

        @Override
        public boolean matches(JsonNode value) {
            if (value.isArray() && !value.isEmpty()) {
                return value.valueStream().anyMatch(this::matches);
            }
            return fields.entrySet().stream().allMatch(field -> field.getValue().matches(value.path(field.getKey())))
                    && (alternatives.isEmpty() || alternatives.stream().anyMatch(one -> one.matches(value)));
        }
    }

    private record AnyOf(List<Condition> conditions) implements Pattern {
        @Override
        public boolean matches(JsonNode value) {
            // What is no leaf is, to a leaf's conditions, not there; nor is an empty list.
            if (value.isObject() || (value.isArray() && value.isEmpty())) {
                return matches(MissingNode.getInstance());
            }
            return value.isArray()
                    ? value.valueStream().anyMatch(this::matches)
                    : conditions.stream().anyMatch(condition -> condition.test(value));
        }
    }
}
