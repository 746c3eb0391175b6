package dev.darkroom.localcloud.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/// The parts of a template that services take as JSON.
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    /// The value as JSON; a text that already holds JSON stays as it is. Empty where a text holds none.
    static Optional<String> object(Value value) {
        try {
            JsonNode node = value instanceof Value.Text text ? MAPPER.readTree(text.text()) : node(value);
            return node.isObject() ? Optional.of(MAPPER.writeValueAsString(node)) : Optional.empty();
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    private static JsonNode node(Value value) {
        return switch (value) {
            case Value.Text text ->
                switch (text.kind()) {
                    case STRING -> NODES.textNode(text.text());
                    case NUMBER -> NODES.numberNode(new BigDecimal(text.text()));
                    case BOOLEAN ->
                        NODES.booleanNode(text.text().toLowerCase(Locale.ROOT).equals("true"));
                    case NULL -> NODES.nullNode();
                };
            case Value.Listing listing -> {
                ArrayNode array = NODES.arrayNode();
                listing.items().forEach(item -> array.add(node(item)));
                yield array;
            }
            case Value.Mapping mapping -> {
                ObjectNode object = NODES.objectNode();
                mapping.entries().forEach((name, entry) -> object.set(name, node(entry)));
                yield object;
            }
            case Value.Nothing _, Value.Unknown _ -> NODES.nullNode();
        };
    }
}
