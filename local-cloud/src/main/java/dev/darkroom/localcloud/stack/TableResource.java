package dev.darkroom.localcloud.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A DynamoDB table.
///
/// @param attributeTypes attribute name to `S`, `N` or `B`, of key attributes only
/// @param streamView `NEW_AND_OLD_IMAGES` and its like; empty where the table has no stream
/// @param timeToLiveAttribute empty where items do not expire
public record TableResource(
        String logicalId,
        String name,
        Key key,
        Map<String, String> attributeTypes,
        List<Index> indexes,
        Optional<String> streamView,
        Optional<String> timeToLiveAttribute) {
    public TableResource {
        attributeTypes = Map.copyOf(attributeTypes);
        indexes = List.copyOf(indexes);
    }

    /// A partition key, and a sort key where there is one.
    public record Key(String partition, Optional<String> sort) {}

    /// A global secondary index.
    ///
    /// @param projection `ALL`, `KEYS_ONLY` or `INCLUDE`
    /// @param includedAttributes with `INCLUDE` only
    public record Index(String name, Key key, String projection, List<String> includedAttributes) {}
}
