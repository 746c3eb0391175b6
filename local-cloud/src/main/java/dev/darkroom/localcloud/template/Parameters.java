package dev.darkroom.localcloud.template;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The template's parameters with the values they have in this stack, checked as CloudFormation checks them.
/// Source: Parameters section,
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html>
final class Parameters {
    private static final Set<String> FIELDS = Set.of(
            "Type",
            "Default",
            "Description",
            "AllowedValues",
            "AllowedPattern",
            "ConstraintDescription",
            "NoEcho",
            "MinLength",
            "MaxLength",
            "MinValue",
            "MaxValue");
    private static final Set<String> TYPES = Set.of("String", "Number", "CommaDelimitedList", "List<Number>");

    private Parameters() {}

    static Map<String, Value> read(Value.Mapping section, Map<String, String> overrides, Problems problems) {
        Map<String, Value> values = new LinkedHashMap<>();
        section.entries()
                .forEach((name, declaration) -> values.put(
                        name,
                        declaration instanceof Value.Mapping fields
                                ? value(
                                        name,
                                        fields.entries(),
                                        fields.line(),
                                        Optional.ofNullable(overrides.get(name)),
                                        problems)
                                : new Value.Unknown(declaration.line())));
        overrides.keySet().stream()
                .filter(name -> !section.entries().containsKey(name))
                .forEach(name -> problems.add(
                        section.line(),
                        "Parameters",
                        "there is no parameter " + name + " to override; known: " + Problems.list(values.keySet())));
        return values;
    }

    private static Value value(
            String name, Map<String, Value> fields, int line, Optional<String> override, Problems problems) {
        fields.keySet().stream()
                .filter(field -> !FIELDS.contains(field))
                .forEach(field -> problems.add(
                        line, name, "unknown field " + field + " of a parameter; known: " + Problems.list(FIELDS)));
        String type = text(fields, "Type").orElse("none");
        if (!TYPES.contains(type)) {
            problems.add(line, name, "unknown parameter type " + type + "; known: " + Problems.list(TYPES));
            return new Value.Unknown(line);
        }
        Optional<String> given = override.or(() -> text(fields, "Default"));
        if (given.isEmpty()) {
            problems.add(line, name, "the parameter has no default and was not given");
            return new Value.Unknown(line);
        }
        fault(fields, type, given.get()).ifPresent(fault -> problems.add(line, name, fault));
        return switch (type) {
            case "String" -> Value.Text.string(given.get(), line);
            case "Number" -> new Value.Text(given.get(), Value.Kind.NUMBER, line);
            default -> {
                List<Value> items = Arrays.stream(given.get().split(",", -1))
                        .map(item -> (Value) Value.Text.string(item.strip(), line))
                        .toList();
                yield new Value.Listing(items, line);
            }
        };
    }

    private static Optional<String> fault(Map<String, Value> fields, String type, String value) {
        if (fields.get("AllowedValues") instanceof Value.Listing allowed) {
            List<String> texts = allowed.items().stream()
                    .map(item -> item instanceof Value.Text text ? text.text() : "")
                    .toList();
            if (!texts.contains(value)) {
                return Optional.of("'" + value + "' is not allowed; allowed: " + String.join(", ", texts));
            }
        }
        Optional<String> pattern = text(fields, "AllowedPattern");
        if (pattern.isPresent() && !value.matches(pattern.get())) {
            return Optional.of("'" + value + "' does not match " + pattern.get());
        }
        if (!type.equals("Number")) {
            return outside(fields, "MinLength", "MaxLength", BigDecimal.valueOf(value.length()))
                    .map(bounds -> "'" + value + "' has " + value.length() + " characters; " + bounds);
        }
        try {
            return outside(fields, "MinValue", "MaxValue", new BigDecimal(value))
                    .map(bounds -> value + " is outside its bounds; " + bounds);
        } catch (NumberFormatException noNumber) {
            return Optional.of("'" + value + "' is not a number");
        }
    }

    private static Optional<String> outside(Map<String, Value> fields, String low, String high, BigDecimal value) {
        Optional<BigDecimal> minimum = text(fields, low).map(BigDecimal::new);
        Optional<BigDecimal> maximum = text(fields, high).map(BigDecimal::new);
        boolean outside = minimum.filter(bound -> value.compareTo(bound) < 0).isPresent()
                || maximum.filter(bound -> value.compareTo(bound) > 0).isPresent();
        return outside
                ? Optional.of("at least " + minimum.map(BigDecimal::toString).orElse("anything") + ", at most "
                        + maximum.map(BigDecimal::toString).orElse("anything"))
                : Optional.empty();
    }

    private static Optional<String> text(Map<String, Value> fields, String name) {
        return fields.get(name) instanceof Value.Text text ? Optional.of(text.text()) : Optional.empty();
    }
}
