package dev.darkroom.localcloud.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Resolves intrinsic functions and pseudo parameters.
/// Sources: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html>,
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html>
final class Intrinsics {
    static final String PARTITION = "aws";
    static final String URL_SUFFIX = "amazonaws.com";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)}");
    private static final Set<String> FUNCTIONS = Set.of(
            "Ref",
            "Fn::GetAtt",
            "Fn::Sub",
            "Fn::Join",
            "Fn::If",
            "Fn::Select",
            "Fn::Split",
            "Fn::Equals",
            "Fn::Not",
            "Fn::And",
            "Fn::Or",
            "Condition");

    private final Map<String, Value> parameters;
    private final Conditions conditions;
    private final References references;
    private final Map<String, String> pseudo;
    private final Set<String> declared;
    private final Problems problems;

    /// @param declared every logical id of the template, those with a false condition and of unknown type included
    Intrinsics(
            StackParameters stack,
            Map<String, Value> parameters,
            Value.Mapping conditions,
            Map<String, Resource> resources,
            Set<String> declared,
            Problems problems) {
        this.parameters = parameters;
        this.conditions = new Conditions(conditions, this, problems);
        this.references = new References(stack, resources, value -> resolve("name", value), problems);
        this.pseudo = Map.of(
                "AWS::StackName", stack.name(),
                "AWS::Region", stack.region(),
                "AWS::AccountId", stack.accountId(),
                "AWS::Partition", PARTITION,
                "AWS::URLSuffix", URL_SUFFIX,
                "AWS::StackId",
                        "arn:%s:cloudformation:%s:%s:stack/%s/local"
                                .formatted(PARTITION, stack.region(), stack.accountId(), stack.name()));
        this.declared = declared;
        this.problems = problems;
    }

    References references() {
        return references;
    }

    Conditions conditions() {
        return conditions;
    }

    /// The value with nothing left to resolve; entries without a value are gone.
    Value resolve(String where, Value value) {
        return switch (value) {
            case Value.Text text -> text;
            case Value.Nothing nothing -> nothing;
            case Value.Unknown unknown -> unknown;
            case Value.Listing listing -> {
                List<Value> items = new ArrayList<>();
                for (Value item : listing.items()) {
                    Value resolved = resolve(where, item);
                    if (!(resolved instanceof Value.Nothing)) {
                        items.add(resolved);
                    }
                }
                yield new Value.Listing(items, listing.line());
            }
            case Value.Mapping mapping -> {
                Optional<String> function = function(mapping);
                yield function.isPresent()
                        ? call(
                                where,
                                function.get(),
                                mapping.entries().values().iterator().next(),
                                mapping.line())
                        : entries(where, mapping);
            }
        };
    }

    /// The function's name, where the mapping is a call.
    static Optional<String> function(Value.Mapping mapping) {
        return mapping.entries().size() == 1
                ? mapping.entries().keySet().stream()
                        .filter(key -> key.equals("Ref") || key.startsWith("Fn::"))
                        .findFirst()
                : Optional.empty();
    }

    private Value entries(String where, Value.Mapping mapping) {
        Map<String, Value> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            Value resolved = resolve(where, entry);
            if (!(resolved instanceof Value.Nothing)) {
                entries.put(key, resolved);
            }
        });
        return new Value.Mapping(entries, mapping.line());
    }

    private Value call(String where, String function, Value argument, int line) {
        return switch (function) {
            case "Ref" ->
                argument instanceof Value.Text name ? ref(where, name.text(), line) : wrong(where, function, line);
            case "Fn::GetAtt" -> attribute(where, argument, line);
            case "Fn::Sub" -> sub(where, argument, line);
            case "Fn::Join" -> join(where, resolve(where, argument), line);
            case "Fn::Split" -> split(where, resolve(where, argument), line);
            case "Fn::Select" -> select(where, resolve(where, argument), line);
            case "Fn::If" -> choose(where, argument, line);
            case "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or" -> {
                problems.add(line, where, function + " stands in Conditions only");
                yield new Value.Unknown(line);
            }
            default -> {
                problems.add(line, where, "unknown function " + function + "; known: " + Problems.list(FUNCTIONS));
                yield new Value.Unknown(line);
            }
        };
    }

    private Value ref(String where, String name, int line) {
        if (name.equals("AWS::NoValue")) {
            return new Value.Nothing(line);
        }
        if (pseudo.containsKey(name)) {
            return Value.Text.string(pseudo.getOrDefault(name, ""), line);
        }
        Value parameter = parameters.get(name);
        if (parameter != null) {
            return parameter;
        }
        Optional<String> resource = references.ref(name);
        return resource.isPresent() ? Value.Text.string(resource.get(), line) : unresolved(where, name, line);
    }

    private Value attribute(String where, Value argument, int line) {
        List<String> path = argument instanceof Value.Text dotted
                ? List.of(dotted.text().split("\\.", 2))
                : texts(resolve(where, argument)).orElse(List.of());
        return path.size() == 2 ? attribute(where, path.get(0), path.get(1), line) : wrong(where, "Fn::GetAtt", line);
    }

    private Value attribute(String where, String logicalId, String attribute, int line) {
        if (references.ref(logicalId).isEmpty()) {
            return unresolved(where, logicalId, line);
        }
        Map<String, String> known = references.attributes(logicalId);
        String value = known.get(attribute);
        if (value == null && !references.knowsType(logicalId)) {
            return new Value.Unknown(line);
        }
        if (value == null) {
            problems.add(
                    line,
                    where,
                    "unknown attribute %s of %s; known: %s"
                            .formatted(attribute, logicalId, Problems.list(known.keySet())));
            return new Value.Unknown(line);
        }
        return Value.Text.string(value, line);
    }

    private Value unresolved(String where, String name, int line) {
        if (declared.contains(name)) {
            String reason = conditions
                    .absent(name)
                    .map(condition -> "which condition " + condition + " leaves out")
                    .orElse("which is a resource; conditions see parameters only");
            problems.add(line, where, "refers to " + name + ", " + reason);
        } else {
            Set<String> known = new TreeSet<>(declared);
            known.addAll(parameters.keySet());
            String names = Problems.list(known);
            problems.add(line, where, "refers to " + name + ", which is no parameter or resource; known: " + names);
        }
        return new Value.Unknown(line);
    }

    private Value sub(String where, Value argument, int line) {
        Map<String, Value> own = Map.of();
        Value template = argument;
        if (argument instanceof Value.Listing pair
                && pair.items().size() == 2
                && resolve(where, pair.items().get(1)) instanceof Value.Mapping variables) {
            template = pair.items().getFirst();
            own = variables.entries();
        }
        if (!(template instanceof Value.Text text)) {
            return wrong(where, "Fn::Sub", line);
        }
        StringBuilder result = new StringBuilder();
        Matcher placeholders = PLACEHOLDER.matcher(text.text());
        boolean whole = true;
        while (placeholders.find()) {
            String name = placeholders.group(2).strip();
            Value value = placeholders.group(1).isEmpty()
                    ? variable(where, name, own, line)
                    : Value.Text.string("${" + name + "}", line);
            whole &= value instanceof Value.Text;
            placeholders.appendReplacement(
                    result, Matcher.quoteReplacement(value instanceof Value.Text found ? found.text() : ""));
        }
        placeholders.appendTail(result);
        return whole ? Value.Text.string(result.toString(), line) : new Value.Unknown(line);
    }

    private Value variable(String where, String name, Map<String, Value> own, int line) {
        Value value = own.get(name);
        if (value != null) {
            return value;
        }
        String[] path = name.split("\\.", 2);
        return path.length == 2 ? attribute(where, path[0], path[1], line) : ref(where, name, line);
    }

    private Value join(String where, Value argument, int line) {
        if (argument instanceof Value.Listing pair
                && pair.items().size() == 2
                && pair.items().getFirst() instanceof Value.Text delimiter) {
            return texts(pair.items().get(1))
                    .<Value>map(parts -> Value.Text.string(String.join(delimiter.text(), parts), line))
                    .orElseGet(() -> new Value.Unknown(line));
        }
        return wrong(where, "Fn::Join", line);
    }

    private Value split(String where, Value argument, int line) {
        Optional<List<String>> pair = texts(argument).filter(texts -> texts.size() == 2);
        return pair.<Value>map(texts -> new Value.Listing(
                        Arrays.stream(texts.get(1).split(Pattern.quote(texts.get(0)), -1))
                                .map(part -> (Value) Value.Text.string(part, line))
                                .toList(),
                        line))
                .orElseGet(() -> wrong(where, "Fn::Split", line));
    }

    private Value select(String where, Value argument, int line) {
        if (argument instanceof Value.Listing pair
                && pair.items().size() == 2
                && pair.items().getFirst() instanceof Value.Text index
                && index.text().matches("\\d{1,4}")
                && pair.items().get(1) instanceof Value.Listing from
                && Integer.parseInt(index.text()) < from.items().size()) {
            return from.items().get(Integer.parseInt(index.text()));
        }
        return wrong(where, "Fn::Select", line);
    }

    /// Only the chosen side is resolved: the other may refer to what this stack does not have.
    private Value choose(String where, Value argument, int line) {
        if (argument instanceof Value.Listing three
                && three.items().size() == 3
                && three.items().getFirst() instanceof Value.Text condition) {
            boolean holds = conditions.holds(where, condition.text(), line);
            return resolve(where, three.items().get(holds ? 1 : 2));
        }
        return wrong(where, "Fn::If", line);
    }

    private Value wrong(String where, String function, int line) {
        problems.add(line, where, function + " has arguments that it does not take");
        return new Value.Unknown(line);
    }

    private static Optional<List<String>> texts(Value value) {
        return value instanceof Value.Listing listing
                        && listing.items().stream().allMatch(Value.Text.class::isInstance)
                ? Optional.of(listing.items().stream()
                        .map(item -> ((Value.Text) item).text())
                        .toList())
                : Optional.empty();
    }
}
