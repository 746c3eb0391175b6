package dev.darkroom.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An update with its condition, as DynamoDB's expressions. Every attribute is written `#name`, so that none can be a
/// reserved word, and every value `:name`. Used by one thread.
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html>
final class Expression {
    private static final Pattern NAME = Pattern.compile("#(\\w+)");

    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    Expression set(String name, AttributeValue value) {
        sets.add("#" + name + " = :" + name);
        return value(name, value);
    }

    Expression set(String name, Optional<AttributeValue> value) {
        return value.map(present -> set(name, present)).orElseGet(() -> remove(name));
    }

    /// Adds to a number that is there.
    Expression add(String name, long amount) {
        sets.add("#" + name + " = #" + name + " + :" + name + "Change");
        return value(name + "Change", Values.number(amount));
    }

    Expression remove(String... names) {
        for (String name : names) {
            removes.add("#" + name);
        }
        return this;
    }

    /// Adds a condition; all of them must hold.
    Expression when(String condition) {
        conditions.add("(" + condition + ")");
        return this;
    }

    /// Names a value for conditions.
    Expression value(String name, AttributeValue value) {
        values.put(":" + name, value);
        return this;
    }

    String update() {
        String set = "SET " + String.join(", ", sets);
        return removes.isEmpty() ? set : set + " REMOVE " + String.join(", ", removes);
    }

    String condition() {
        return String.join(" AND ", conditions);
    }

    Map<String, String> names() {
        String all = String.join(" ", sets) + String.join(" ", removes) + condition();
        return NAME.matcher(all)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .collect(Collectors.toMap(name -> "#" + name, name -> name));
    }

    /// The values; where there are none, what the SDK does not send, as DynamoDB refuses an empty map.
    Map<String, AttributeValue> values() {
        return values.isEmpty() ? DefaultSdkAutoConstructMap.getInstance() : Map.copyOf(values);
    }
}
