package dev.darkroom.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.model.CaptionLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a field's value must look like.
///
/// @param read the value; empty where it is not of this form
/// @param expected what would be right, to follow "must be"
public record Form<T>(Function<JsonNode, Optional<T>> read, String expected) {
    /// Text of [printable characters][CaptionLimits#isPrintable].
    ///
    /// @param max in characters as people count them, roughly: Unicode code points
    public static Form<String> text(int min, int max) {
        return new Form<>(
                node -> Optional.of(node)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .filter(text -> CaptionLimits.isText(text, min, max)),
                "text of " + min + " to " + max + " characters, without control characters and direction overrides");
    }

    /// Text that a pattern matches as a whole.
    ///
    /// @param expected as in [#expected]
    public static Form<String> matching(Pattern pattern, String expected) {
        return new Form<>(
                node -> Optional.of(node)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .filter(text -> pattern.matcher(text).matches()),
                expected);
    }

    /// A whole number; one written with a fraction or an exponent, or as text, is not.
    public static Form<Long> wholeNumber(long min, long max) {
        return new Form<>(
                node -> Optional.of(node)
                        .filter(JsonNode::isIntegralNumber)
                        .filter(JsonNode::canConvertToLong)
                        .map(JsonNode::longValue)
                        .filter(number -> number >= min && number <= max),
                "a whole number from " + min + " to " + max);
    }

    public static <E extends Enum<E>> Form<E> oneOf(Class<E> type) {
        List<E> values = Arrays.asList(type.getEnumConstants());
        return new Form<>(
                node -> values.stream()
                        .filter(value -> node.isTextual() && value.name().equals(node.textValue()))
                        .findFirst(),
                "one of " + values.stream().map(Enum::name).collect(Collectors.joining(", ")));
    }

    public static <T> Form<List<T>> listOf(Form<T> each, int max) {
        return new Form<>(
                node -> {
                    if (!node.isArray() || node.size() > max) {
                        return Optional.empty();
                    }
                    List<T> values = new ArrayList<>(node.size());
                    node.forEach(one -> each.read().apply(one).ifPresent(values::add));
                    return values.size() == node.size() ? Optional.of(values) : Optional.empty();
                },
                "a list of at most " + max + ", each " + each.expected());
    }
}
