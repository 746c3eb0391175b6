package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One condition in a leaf of an [EventFilter]: on a string, a number, a boolean, null, or a field that is not there.
sealed interface Condition {
    boolean test(JsonNode value);

    /// Reads one element of a leaf's list.
    ///
    /// @param path of the leaf, for messages
    static Condition parse(JsonNode element, String path) {
        if (element.isArray()) {
            throw new IllegalArgumentException(path + " holds a list within a list");
        }
        if (!element.isObject()) {
            return new Equal(element);
        }
        if (element.size() != 1) {
            throw new IllegalArgumentException(path + " has " + element + " where one operator is expected");
        }
        Map.Entry<String, JsonNode> operator = element.properties().iterator().next();
        JsonNode operand = operator.getValue();
        return switch (operator.getKey()) {
            case "prefix" -> affix(operand, true, path);
            case "suffix" -> affix(operand, false, path);
            case "equals-ignore-case" -> new EqualIgnoringCase(lower(operand, path));
            case "anything-but" -> new AnythingBut(excluded(operand, path));
            case "numeric" -> Numeric.parse(operand, path);
            case "exists" -> {
                if (!operand.isBoolean()) {
                    throw new IllegalArgumentException(path + ": exists is true or false, not " + operand);
                }
                yield new Exists(operand.booleanValue());
            }
            default ->
                throw new IllegalArgumentException(path + " has the operator \"" + operator.getKey()
                        + "\"; known are prefix, suffix, equals-ignore-case, anything-but, numeric and exists");
        };
    }

    private static Condition affix(JsonNode operand, boolean atStart, String path) {
        if (operand.isObject() && operand.size() == 1 && operand.has("equals-ignore-case")) {
            return new Affix(lower(operand.path("equals-ignore-case"), path), atStart, true);
        }
        return new Affix(text(operand, path), atStart, false);
    }

    private static List<Condition> excluded(JsonNode operand, String path) {
        List<Condition> excluded = new ArrayList<>();
        if (operand.isObject()) {
            // Such as {"prefix": ["a", "b"]}: any one of them excludes.
            Map.Entry<String, JsonNode> operator =
                    operand.properties().iterator().next();
            List<JsonNode> values = operator.getValue().isArray()
                    ? operator.getValue().valueStream().toList()
                    : List.of(operator.getValue());
            for (JsonNode value : values) {
                switch (operator.getKey()) {
                    case "prefix" -> excluded.add(affix(value, true, path));
                    case "suffix" -> excluded.add(affix(value, false, path));
                    case "equals-ignore-case" -> excluded.add(new EqualIgnoringCase(lower(value, path)));
                    default ->
                        throw new IllegalArgumentException(
                                path + ": anything-but takes no \"" + operator.getKey() + "\"");
                }
            }
        } else if (operand.isArray()) {
            operand.forEach(value -> excluded.add(new Equal(value)));
        } else {
            excluded.add(new Equal(operand));
        }
        if (excluded.isEmpty()) {
            throw new IllegalArgumentException(path + ": anything-but excludes nothing");
        }
        return excluded;
    }

    private static String text(JsonNode operand, String path) {
        if (!operand.isTextual()) {
            throw new IllegalArgumentException(path + " has " + operand + " where a string is expected");
        }
        return operand.textValue();
    }

    private static String lower(JsonNode operand, String path) {
        return text(operand, path).toLowerCase(Locale.ROOT);
    }

    /// The same string, number (in its spelling: 300 is neither 300.0 nor 3.0e2), boolean, or null.
    record Equal(JsonNode expected) implements Condition {
        @Override
        public boolean test(JsonNode value) {
            return (expected.isNumber() && value.isNumber())
                    ? expected.asText().equals(value.asText())
                    : expected.equals(value);
        }
    }

    record EqualIgnoringCase(String lowerCase) implements Condition {
        @Override
        public boolean test(JsonNode value) {
            return value.isTextual()
                    && value.textValue().toLowerCase(Locale.ROOT).equals(lowerCase);
        }
    }

    record Affix(String affix, boolean atStart, boolean ignoresCase) implements Condition {
        @Override
        public boolean test(JsonNode value) {
            if (!value.isTextual()) {
                return false;
            }
            String text = ignoresCase ? value.textValue().toLowerCase(Locale.ROOT) : value.textValue();
            return atStart ? text.startsWith(affix) : text.endsWith(affix);
        }
    }

    /// There, and none of these.
    record AnythingBut(List<Condition> excluded) implements Condition {
        @Override
        public boolean test(JsonNode value) {
            return !value.isMissingNode() && excluded.stream().noneMatch(condition -> condition.test(value));
        }
    }

    /// There or not, null included.
    record Exists(boolean expected) implements Condition {
        @Override
        public boolean test(JsonNode value) {
            return value.isMissingNode() != expected;
        }
    }

    /// One comparison, or a range that begins with its lower bound. Strings of digits, as DynamoDB writes numbers, are
    /// not numbers, nor is anything beyond five thousand million either way.
    record Numeric(List<Comparison> comparisons) implements Condition {
        private static final List<String> OPERATORS = List.of("=", "<", "<=", ">", ">=");
        private static final BigDecimal LIMIT = new BigDecimal("5e9");

        record Comparison(String operator, BigDecimal bound) {
            boolean holds(BigDecimal number) {
                int order = number.compareTo(bound);
                return switch (operator) {
                    case "=" -> order == 0;
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                };
            }
        }

        static Numeric parse(JsonNode operand, String path) {
            List<Comparison> comparisons = new ArrayList<>();
            boolean paired = operand.isArray() && !operand.isEmpty() && (operand.size() % 2 == 0);
            for (int i = 0; paired && i < operand.size(); i += 2) {
                String operator = operand.get(i).asText();
                JsonNode bound = operand.get(i + 1);
                paired = OPERATORS.contains(operator) && bound.isNumber() && within(bound.decimalValue());
                comparisons.add(new Comparison(operator, bound.decimalValue()));
            }
            if (!paired || !(comparisons.size() == 1 || isRange(comparisons))) {
                throw new IllegalArgumentException(path
                        + ": numeric is an operator and a number between -5e9 and 5e9, or a range such as "
                        + "[\">\", 0, \"<=\", 5], not " + operand);
            }
            return new Numeric(comparisons);
        }

        private static boolean within(BigDecimal number) {
            return number.abs().compareTo(LIMIT) <= 0;
        }

        private static boolean isRange(List<Comparison> comparisons) {
            return comparisons.size() == 2
                    && comparisons.getFirst().operator().startsWith(">")
                    && comparisons.getLast().operator().startsWith("<")
                    && comparisons
                                    .getFirst()
                                    .bound()
                                    .compareTo(comparisons.getLast().bound())
                            < 0;
        }

        @Override
        public boolean test(JsonNode value) {
            return value.isNumber()
                    && within(value.decimalValue())
                    && comparisons.stream().allMatch(comparison -> comparison.holds(value.decimalValue()));
        }
    }
}
