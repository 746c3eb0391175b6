package dev.darkroom.localcloud.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// The resolved properties of a resource, or of a part of one. Reading a property makes it known; `finish` reports
/// those that nobody knew. A value of the wrong kind is reported and read as if it were not there.
final class Fields {
    private final String where;
    private final String path;
    private final Value.Mapping mapping;
    private final Problems problems;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> withoutEffect = new TreeSet<>();
    private final List<Fields> parts = new ArrayList<>();

    /// @param where the resource's logical id
    /// @param path of this part within the resource's properties; empty for the whole
    Fields(String where, String path, Value.Mapping mapping, Problems problems) {
        this.where = where;
        this.path = path;
        this.mapping = mapping;
        this.problems = problems;
    }

    int line() {
        return mapping.line();
    }

    /// Every entry's name, for parts whose names are the template's own.
    List<String> names() {
        return List.copyOf(mapping.entries().keySet());
    }

    Optional<Value> value(String name) {
        known.add(name);
        return Optional.ofNullable(mapping.entries().get(name)).filter(value -> !(value instanceof Value.Unknown));
    }

    /// Knows properties that have no effect here.
    ///
    /// @param reason why; it stands here for the reader of the code
    void withoutEffect(String reason, String... names) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a property without effect has a reason");
        }
        known.addAll(List.of(names));
        withoutEffect.addAll(List.of(names));
    }

    /// Those known that have no effect here.
    Set<String> withoutEffect() {
        return Set.copyOf(withoutEffect);
    }

    Optional<String> text(String name) {
        return value(name).flatMap(value -> {
            if (value instanceof Value.Text text) {
                return Optional.of(text.text());
            }
            return wrong(name, value, "text");
        });
    }

    /// The text, or a report and an empty one.
    String requiredText(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty() && !mapping.entries().containsKey(name)) {
            report(mapping.line(), "property " + property(name) + " is missing");
        }
        return text.orElse("");
    }

    /// One of the values, the first where there is none.
    String choice(String name, String... allowed) {
        Optional<String> text = text(name);
        if (text.isPresent() && !List.of(allowed).contains(text.get())) {
            return fault(name, "is '" + text.get() + "'; known: " + Problems.list(List.of(allowed)), allowed[0]);
        }
        return text.orElse(allowed[0]);
    }

    OptionalInt integer(String name, int minimum, int maximum) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        String bounds = "is '" + text.get() + "', not a whole number from " + minimum + " to " + maximum;
        try {
            int number = Integer.parseInt(text.get());
            return number >= minimum && number <= maximum
                    ? OptionalInt.of(number)
                    : fault(name, bounds, OptionalInt.empty());
        } catch (NumberFormatException noNumber) {
            return fault(name, bounds, OptionalInt.empty());
        }
    }

    Duration seconds(String name, int minimum, int maximum, int otherwise) {
        return Duration.ofSeconds(integer(name, minimum, maximum).orElse(otherwise));
    }

    boolean flag(String name) {
        Optional<String> text = text(name);
        if (text.isPresent() && !List.of("true", "false").contains(text.get())) {
            return fault(name, "is '" + text.get() + "', neither true nor false", false);
        }
        return text.filter("true"::equals).isPresent();
    }

    /// A list of texts; one text alone is a list of one.
    List<String> texts(String name) {
        Optional<Value> value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        List<Value> items = value.get() instanceof Value.Listing listing ? listing.items() : List.of(value.get());
        List<String> texts = new ArrayList<>();
        for (Value item : items) {
            if (item instanceof Value.Text text) {
                texts.add(text.text());
            } else if (!(item instanceof Value.Unknown)) {
                wrong(name, item, "text");
            }
        }
        return texts;
    }

    /// A mapping of names to texts.
    Map<String, String> textsByName(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        nested(name)
                .ifPresent(fields ->
                        fields.names().forEach(entry -> fields.text(entry).ifPresent(text -> texts.put(entry, text))));
        return texts;
    }

    Optional<Fields> nested(String name) {
        return value(name).flatMap(value -> {
            if (value instanceof Value.Mapping nested) {
                return Optional.of(part(property(name), nested));
            }
            return wrong(name, value, "a mapping");
        });
    }

    /// A list of mappings; one mapping alone is a list of one.
    List<Fields> list(String name) {
        Optional<Value> value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        List<Value> items = value.get() instanceof Value.Listing listing ? listing.items() : List.of(value.get());
        List<Fields> list = new ArrayList<>();
        for (Value item : items) {
            if (item instanceof Value.Mapping nested) {
                list.add(part(property(name), nested));
            } else if (!(item instanceof Value.Unknown)) {
                wrong(name, item, "a mapping");
            }
        }
        return list;
    }

    /// Reports a property whose value is understood and cannot be had here.
    <T> T fault(String name, String text, T otherwise) {
        Value value = mapping.entries().get(name);
        report(value == null ? mapping.line() : value.line(), property(name) + " " + text);
        return otherwise;
    }

    /// Reports what nobody asked for, in this part and in those read from it.
    void finish() {
        mapping.entries().forEach((name, value) -> {
            if (!known.contains(name)) {
                report(value.line(), "unknown property " + property(name) + "; known: " + Problems.list(known));
            }
        });
        parts.forEach(Fields::finish);
    }

    /// A mapping found within this part, for readers of lists that hold more than mappings.
    Fields part(String partPath, Value.Mapping nested) {
        Fields part = new Fields(where, partPath, nested, problems);
        parts.add(part);
        return part;
    }

    private <T> Optional<T> wrong(String name, Value value, String due) {
        report(value.line(), property(name) + " is " + value.described() + " where " + due + " is due");
        return Optional.empty();
    }

    private String property(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void report(int line, String text) {
        problems.add(line, where, text);
    }
}
