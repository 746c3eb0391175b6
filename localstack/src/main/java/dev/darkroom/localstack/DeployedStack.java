package dev.darkroom.localstack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// What a deployment made.
///
/// @param physicalNames by logical id: what `Ref` is of each resource
/// @param outputs the template's outputs
/// @param absent resources that LocalStack lets pass without making them, as `LogicalId (type)`
/// @param took from the first upload to the last resource
record DeployedStack(
        String name,
        Map<String, String> physicalNames,
        Map<String, String> outputs,
        List<String> absent,
        Duration took) {
    DeployedStack {
        physicalNames = Map.copyOf(physicalNames);
        outputs = Map.copyOf(outputs);
        absent = List.copyOf(absent);
    }

    /// The physical name of a resource.
    String physicalName(String logicalId) {
        String name = physicalNames.get(logicalId);
        if (name == null) {
            throw new NoSuchElementException("stack " + name() + " has no " + logicalId);
        }
        return name;
    }
}
