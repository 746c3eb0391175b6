package dev.darkroom.tables;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/// The tables as template.yaml defines them, so that adapters are tested against no other schema.
final class TemplateTables {
    private final Node resources;

    private TemplateTables(Node resources) {
        this.resources = resources;
    }

    static TemplateTables read(Path template) {
        try (Reader reader = Files.newBufferedReader(template)) {
            return new TemplateTables(child(new Yaml().compose(reader), "Resources"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The request that makes a table.
    ///
    /// @param logicalId such as `PhotosTable`
    CreateTableRequest create(String logicalId, String name) {
        Node properties = child(child(resources, logicalId), "Properties");
        var request = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(items(child(properties, "AttributeDefinitions")).stream()
                        .map(item -> AttributeDefinition.builder()
                                .attributeName(text(item, "AttributeName"))
                                .attributeType(text(item, "AttributeType"))
                                .build())
                        .toList())
                .keySchema(keySchema(properties));
        List<GlobalSecondaryIndex> indexes = has(properties, "GlobalSecondaryIndexes")
                ? items(child(properties, "GlobalSecondaryIndexes")).stream()
                        .map(TemplateTables::index)
                        .toList()
                : List.of();
        return indexes.isEmpty()
                ? request.build()
                : request.globalSecondaryIndexes(indexes).build();
    }

    private static GlobalSecondaryIndex index(Node index) {
        return GlobalSecondaryIndex.builder()
                .indexName(text(index, "IndexName"))
                .keySchema(keySchema(index))
                .projection(projection -> projection.projectionType(text(child(index, "Projection"), "ProjectionType")))
                .build();
    }

    private static List<KeySchemaElement> keySchema(Node properties) {
        return items(child(properties, "KeySchema")).stream()
                .map(item -> KeySchemaElement.builder()
                        .attributeName(text(item, "AttributeName"))
                        .keyType(text(item, "KeyType"))
                        .build())
                .toList();
    }

    private static List<Node> items(Node node) {
        return ((SequenceNode) node).getValue();
    }

    private static String text(Node node, String key) {
        return ((ScalarNode) child(node, key)).getValue();
    }

    private static boolean has(Node node, String key) {
        return ((MappingNode) node).getValue().stream().anyMatch(tuple -> isKey(tuple, key));
    }

    private static Node child(Node node, String key) {
        return ((MappingNode) node)
                .getValue().stream()
                        .filter(tuple -> isKey(tuple, key))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("template.yaml has no " + key));
    }

    private static boolean isKey(NodeTuple tuple, String key) {
        return tuple.getKeyNode() instanceof ScalarNode scalar
                && scalar.getValue().equals(key);
    }
}
