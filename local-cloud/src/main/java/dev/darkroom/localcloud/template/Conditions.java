package dev.darkroom.localcloud.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The template's conditions, each worked out once.
/// Source: Condition functions,
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html>
final class Conditions {
    private static final Set<String> FUNCTIONS = Set.of("Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or", "Condition");

    private final Value.Mapping section;
    private final Intrinsics intrinsics;
    private final Problems problems;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final Map<String, String> absentResources = new HashMap<>();

    Conditions(Value.Mapping section, Intrinsics intrinsics, Problems problems) {
        this.section = section;
        this.intrinsics = intrinsics;
        this.problems = problems;
    }

    void resolveAll() {
        section.entries().forEach((name, value) -> holds("Conditions", name, value.line()));
    }

    boolean holds(String where, String name, int line) {
        Boolean result = known.get(name);
        if (result != null) {
            return result;
        }
        Value definition = section.entries().get(name);
        if (definition == null) {
            problems.add(
                    line,
                    where,
                    "unknown condition " + name + "; known: "
                            + Problems.list(section.entries().keySet()));
            return false;
        }
        if (!underWay.add(name)) {
            problems.add(definition.line(), name, "the condition refers to itself");
            return false;
        }
        boolean holds = evaluate(name, definition);
        underWay.remove(name);
        known.put(name, holds);
        return holds;
    }

    /// Notes that a resource is not in this stack.
    void leftOut(String logicalId, String condition) {
        absentResources.put(logicalId, condition);
    }

    /// The condition that keeps the resource out of this stack.
    Optional<String> absent(String logicalId) {
        return Optional.ofNullable(absentResources.get(logicalId));
    }

    private boolean evaluate(String name, Value value) {
        if (value instanceof Value.Mapping mapping && mapping.entries().size() == 1) {
            String function = mapping.entries().keySet().iterator().next();
            Value argument = mapping.entries().values().iterator().next();
            if (function.equals("Condition") && argument instanceof Value.Text other) {
                return holds(name, other.text(), value.line());
            }
            if (FUNCTIONS.contains(function) && argument instanceof Value.Listing arguments) {
                return apply(name, function, arguments);
            }
        }
        problems.add(value.line(), name, "a condition is one of " + Problems.list(FUNCTIONS));
        return false;
    }

    private boolean apply(String name, String function, Value.Listing arguments) {
        List<Value> items = arguments.items();
        return switch (function) {
            case "Fn::Not" -> items.size() == 1 && !evaluate(name, items.getFirst());
            // All are worked out, so that each one's problems are told.
            case "Fn::And" -> items.stream().map(item -> evaluate(name, item)).reduce(true, Boolean::logicalAnd);
            case "Fn::Or" -> items.stream().map(item -> evaluate(name, item)).reduce(false, Boolean::logicalOr);
            default -> {
                if (items.size() != 2) {
                    problems.add(arguments.line(), name, "Fn::Equals compares two values");
                    yield false;
                }
                Value left = intrinsics.resolve(name, items.get(0));
                Value right = intrinsics.resolve(name, items.get(1));
                yield left instanceof Value.Text one
                        && right instanceof Value.Text other
                        && one.text().equals(other.text());
            }
        };
    }
}
