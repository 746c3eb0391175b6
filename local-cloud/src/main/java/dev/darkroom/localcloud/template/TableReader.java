package dev.darkroom.localcloud.template;

import dev.darkroom.localcloud.stack.TableResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `AWS::DynamoDB::Table`.
/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html>
final class TableReader {
    private TableReader() {}

    static TableResource read(String logicalId, String name, Fields fields) {
        fields.text("TableName");
        fields.withoutEffect("capacity is what the machine gives", "BillingMode", "ProvisionedThroughput");
        fields.withoutEffect(
                "the data folder is as safe as the disk it is on",
                "PointInTimeRecoverySpecification",
                "SSESpecification",
                "DeletionProtectionEnabled");
        fields.withoutEffect("nobody reads them", "Tags", "TableClass", "ContributorInsightsSpecification");
        Map<String, String> types = new LinkedHashMap<>();
        for (Fields attribute : fields.list("AttributeDefinitions")) {
            types.put(attribute.requiredText("AttributeName"), attribute.choice("AttributeType", "S", "N", "B"));
        }
        TableResource.Key key = key(fields);
        List<TableResource.Index> indexes = new ArrayList<>();
        for (Fields index : fields.list("GlobalSecondaryIndexes")) {
            indexes.add(index(index));
        }
        Set<String> used = new LinkedHashSet<>(attributes(key));
        indexes.forEach(index -> used.addAll(attributes(index.key())));
        if (!used.equals(types.keySet())) {
            fields.fault(
                    "AttributeDefinitions",
                    "defines " + Problems.list(types.keySet()) + "; the keys use exactly " + Problems.list(used),
                    types);
        }
        Optional<String> view = fields.nested("StreamSpecification")
                .map(stream ->
                        stream.choice("StreamViewType", "NEW_AND_OLD_IMAGES", "NEW_IMAGE", "OLD_IMAGE", "KEYS_ONLY"));
        Optional<String> timeToLive = fields.nested("TimeToLiveSpecification").flatMap(specification -> {
            String attribute = specification.requiredText("AttributeName");
            return specification.flag("Enabled") ? Optional.of(attribute) : Optional.empty();
        });
        return new TableResource(logicalId, name, key, types, indexes, view, timeToLive);
    }

    private static TableResource.Index index(Fields index) {
        index.withoutEffect("capacity is what the machine gives", "ProvisionedThroughput");
        Optional<Fields> projection = index.nested("Projection");
        return new TableResource.Index(
                index.requiredText("IndexName"),
                key(index),
                projection
                        .map(fields -> fields.choice("ProjectionType", "ALL", "KEYS_ONLY", "INCLUDE"))
                        .orElse("ALL"),
                projection.map(fields -> fields.texts("NonKeyAttributes")).orElse(List.of()));
    }

    private static TableResource.Key key(Fields fields) {
        Optional<String> partition = Optional.empty();
        Optional<String> sort = Optional.empty();
        for (Fields part : fields.list("KeySchema")) {
            String attribute = part.requiredText("AttributeName");
            if (part.choice("KeyType", "HASH", "RANGE").equals("HASH")) {
                partition = Optional.of(attribute);
            } else {
                sort = Optional.of(attribute);
            }
        }
        return new TableResource.Key(
                partition.orElseGet(() -> fields.fault("KeySchema", "has no attribute of KeyType HASH", "")), sort);
    }

    private static List<String> attributes(TableResource.Key key) {
        List<String> attributes = new ArrayList<>(List.of(key.partition()));
        key.sort().ifPresent(attributes::add);
        return attributes;
    }
}
