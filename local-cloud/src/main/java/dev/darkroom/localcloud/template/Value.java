package dev.darkroom.localcloud.template;

import java.util.List;
import java.util.Map;

/// A piece of a template, with the line it begins on. Short tags are already written out: `!Ref X` is `{Ref: X}`.
sealed interface Value {
    int line();

    /// A scalar.
    record Text(String text, Kind kind, int line) implements Value {
        static Text string(String text, int line) {
            return new Text(text, Kind.STRING, line);
        }
    }

    record Listing(List<Value> items, int line) implements Value {
        public Listing {
            items = List.copyOf(items);
        }
    }

    /// Names and values.
    ///
    /// @param entries in the template's order
    record Mapping(Map<String, Value> entries, int line) implements Value {}

    /// What `AWS::NoValue` stands for: the property is not there.
    record Nothing(int line) implements Value {}

    /// Something whose problem is already reported; whoever meets it says no more.
    record Unknown(int line) implements Value {}

    /// What a scalar is in JSON.
    enum Kind {
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /// For messages: what someone who wrote this would call it.
    default String described() {
        return switch (this) {
            case Text text -> "'" + text.text() + "'";
            case Listing _ -> "a list";
            case Mapping _ -> "a mapping";
            case Nothing _ -> "no value";
            case Unknown _ -> "something unresolved";
        };
    }
}
