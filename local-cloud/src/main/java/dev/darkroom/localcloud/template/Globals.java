package dev.darkroom.localcloud.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// SAM's Globals: a resource's own value replaces a global one, maps are merged, lists are joined.
/// Source: <https://github.com/aws/serverless-application-model/blob/develop/docs/globals.rst>
record Globals(Map<String, Value.Mapping> byType) {
    private static final Map<String, String> TYPES =
            Map.of("Function", "AWS::Serverless::Function", "HttpApi", "AWS::Serverless::HttpApi");

    static Globals read(Value.Mapping section, Problems problems) {
        Map<String, Value.Mapping> byType = new LinkedHashMap<>();
        section.entries().forEach((name, value) -> {
            String type = TYPES.get(name);
            if (type != null && value instanceof Value.Mapping properties) {
                byType.put(type, properties);
            } else {
                problems.add(
                        value.line(), "Globals", "unknown part " + name + "; known: " + Problems.list(TYPES.keySet()));
            }
        });
        return new Globals(byType);
    }

    Value.Mapping mergedInto(String type, Value.Mapping own) {
        Value.Mapping global = byType.get(type);
        return global == null ? own : merged(global, own);
    }

    private static Value.Mapping merged(Value.Mapping global, Value.Mapping own) {
        Map<String, Value> entries = new LinkedHashMap<>(global.entries());
        own.entries().forEach((name, value) -> entries.merge(name, value, Globals::merged));
        return new Value.Mapping(entries, own.line());
    }

    private static Value merged(Value global, Value own) {
        if (global instanceof Value.Mapping one
                && own instanceof Value.Mapping other
                && Intrinsics.function(one).isEmpty()
                && Intrinsics.function(other).isEmpty()) {
            return merged(one, other);
        }
        if (global instanceof Value.Listing one && own instanceof Value.Listing other) {
            List<Value> items = new ArrayList<>(one.items());
            items.addAll(other.items());
            return new Value.Listing(items, other.line());
        }
        return own;
    }
}
