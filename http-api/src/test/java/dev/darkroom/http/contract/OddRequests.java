package dev.darkroom.http.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.darkroom.http.contract.OddRequest.Expected;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes [OddRequest]s for one route: every value of the example's body and every parameter, replaced by everything
/// that is odd. Whether the contract allows the outcome its own schemas say.
final class OddRequests {
    /// Numbers past a double's range stay numbers.
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String HERE = "@here@";
    private static final String HALF_A_CHARACTER = "\"\\ud800\"";
    private static final List<String> UNREADABLE =
            List.of("[".repeat(20) + "]".repeat(20), "{\"a\":".repeat(20) + "1" + "}".repeat(20), text(20_001));

    /// As JSON.
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "7",
            "-1",
            "0",
            "1.5",
            "1e400",
            "9".repeat(30),
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"7\"",
            "\"null\"",
            "\"\\u0000\"",
            "\"a\\u0007b\"",
            "\"\\u202egpj.exe\"",
            "\"\\u200b\"",
            "\"\\ud83d\\ude00\"",
            "\"2026-13-99T99:99:99Z\"",
            "\"../../etc/passwd\"",
            text(300),
            text(2_001),
            "[]",
            "[null]",
            "[[\"x\"]]",
            "[\"\"]",
            "{}",
            "{\"a\":1}",
            HALF_A_CHARACTER);

    /// As parameters.
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "101",
            "1.0",
            "1e2",
            "99999999999999999999",
            "ten",
            "\uff11",
            "1,1",
            "null",
            "[]",
            "READY,READY",
            "ready",
            "\u0000",
            "\u202e",
            "\u200b",
            "\ud83d\ude00",
            "..",
            "../../etc/passwd",
            "a/b",
            "%2e%2e",
            "%",
            "' OR 1=1",
            "2026-13-99T99:99:99Z",
            "A".repeat(20),
            "a".repeat(5_000));

    private final OpenApi document;
    private final Operation operation;
    private final List<OddRequest> made = new ArrayList<>();

    OddRequests(OpenApi document, Operation operation) {
        this.document = document;
        this.operation = operation;
    }

    List<OddRequest> all() {
        Optional<String> right = operation.bodySchema().map(this::example).map(JsonNode::toString);
        operation.parameters().forEach(parameter -> TEXTS.forEach(value -> add(parameter, value, right)));
        operation.bodySchema().ifPresent(schema -> bodies(schema, example(schema)));
        return made;
    }

    private void add(Operation.Parameter parameter, String value, Optional<String> body) {
        boolean allowed = parameterFaults(parameter, value).isEmpty();
        Expected expected = !allowed
                ? Expected.NAMED
                : parameter.name().equals("cursor") ? Expected.TAKEN_OR_NAMED : Expected.TAKEN;
        add(parameter.in(), parameter.name(), value, body, expected);
    }

    private List<String> parameterFaults(Operation.Parameter parameter, String value) {
        boolean number = parameter.schema().path("type").asText().equals("integer") && value.matches("-?[0-9]+");
        return document.faults(
                parameter.schema(),
                number ? JSON.getNodeFactory().numberNode(new BigInteger(value)) : TextNode.valueOf(value));
    }

    private void bodies(String schema, JsonNode right) {
        Stream.of("", " ", "null", "7", "\"x\"", "[]", "{", "{} {}", "{\"a\":1,\"a\":2}", "\u0000", "\ufeff{}")
                .forEach(body -> add("body", "", body, Optional.of(body), Expected.NAMED));
        UNREADABLE.forEach(body -> add("body", "", body, Optional.of("{\"a\":" + body + "}"), Expected.UNREADABLE));
        replaced(schema, right, right, "");
    }

    /// Replaces everything in an object or list, and everything in that.
    private void replaced(String schema, JsonNode root, JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            for (String name : names(object)) {
                String field = path.isEmpty() ? name : path + "." + name;
                JsonNode before = object.get(name);
                odd(schema, root, field, value -> object.set(name, value));
                object.remove(name);
                add(schema, field, "(left out)", root.toString());
                object.set(name, before);
                replaced(schema, root, before, field);
            }
            object.put("no-such-field", 1);
            add(schema, path.isEmpty() ? "no-such-field" : path + ".no-such-field", "1", root.toString());
            object.remove("no-such-field");
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                int index = i;
                JsonNode before = list.get(i);
                odd(schema, root, path + "[" + i + "]", value -> list.set(index, value));
                list.set(i, before);
                replaced(schema, root, before, path + "[" + i + "]");
            }
        }
    }

    private void odd(String schema, JsonNode root, String field, Consumer<JsonNode> place) {
        place.accept(TextNode.valueOf(HERE));
        String body = root.toString();
        for (String value : VALUES) {
            add(schema, field, value, body.replace("\"" + HERE + "\"", value));
        }
        for (String value : UNREADABLE) {
            add("body", field, value, Optional.of(body.replace("\"" + HERE + "\"", value)), Expected.UNREADABLE);
        }
    }

    private void add(String schema, String field, String value, String body) {
        boolean allowed = !value.equals(HALF_A_CHARACTER) && isAllowed(schema, body);
        add("body", field, value, Optional.of(body), allowed ? Expected.TAKEN : Expected.NAMED);
    }

    private boolean isAllowed(String schema, String body) {
        try {
            return document.faults(schema, JSON.readTree(body)).isEmpty();
        } catch (JsonProcessingException unreadable) {
            return false;
        }
    }

    private void add(String in, String field, String value, Optional<String> body, Expected expected) {
        made.add(new OddRequest(operation.routeKey(), in, field, value, body, expected));
    }

    private JsonNode example(String schema) {
        return document.schema(schema).at("/examples/0").deepCopy();
    }

    private static Set<String> names(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static String text(int length) {
        return "\"" + "x".repeat(length) + "\"";
    }
}
