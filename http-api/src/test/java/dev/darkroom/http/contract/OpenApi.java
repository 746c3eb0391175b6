package dev.darkroom.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// An OpenAPI 3.1 document: its nodes with references followed, and its schemas, which are JSON Schema 2020-12.
/// Source: <https://spec.openapis.org/oas/v3.1.1.html>
final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADDRESS = "https://darkroom.example/openapi";

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private OpenApi(JsonNode document) {
        this.document = document;
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        this.schemas = SchemaRegistry.withDialect(
                Dialects.getDraft202012(),
                builder -> builder.schemas(Map.of(ADDRESS, document.toString())).schemaRegistryConfig(config));
    }

    static OpenApi read(Path file) {
        try (Reader text = Files.newBufferedReader(file)) {
            var options = new LoaderOptions();
            options.setMaxAliasesForCollections(500);
            return new OpenApi(JSON.valueToTree(new Yaml(new SafeConstructor(options)).load(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode paths() {
        return document.path("paths");
    }

    JsonNode schema(String name) {
        return found(document.path("components").path("schemas").path(name), name);
    }

    JsonNode schemas() {
        return document.path("components").path("schemas");
    }

    /// The node itself, or the one that it refers to.
    JsonNode followed(JsonNode node) {
        return node.has("$ref") ? found(document.at(node.path("$ref").asText().substring(1)), node.toString()) : node;
    }

    /// The name of the schema that a node refers to. All bodies are described by schemas with names.
    static String schemaName(JsonNode node) {
        String reference = node.path("$ref").asText();
        if (!reference.startsWith("#/components/schemas/")) {
            throw new IllegalArgumentException("a body's schema has no name: " + node);
        }
        return reference.substring("#/components/schemas/".length());
    }

    /// What of a JSON text is not as a schema wants it; empty where all is.
    List<String> faults(String schemaName, JsonNode value) {
        Schema schema = schemas.getSchema(SchemaLocation.of(ADDRESS + "#/components/schemas/" + schemaName));
        return schema.validate(value).stream().map(Object::toString).toList();
    }

    /// What of a value is not as a schema without references wants it.
    List<String> faults(JsonNode schema, JsonNode value) {
        return schemas.getSchema(schema).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonNode found(JsonNode node, String what) {
        if (node.isMissingNode()) {
            throw new IllegalArgumentException("openapi.yaml has no " + what);
        }
        return node;
    }
}
