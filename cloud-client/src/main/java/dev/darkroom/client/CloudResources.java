package dev.darkroom.client;

import java.net.URI;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Where a cloud's AWS services are, and what the stack's resources are called there.
///
/// @param endpoint of all AWS services; empty for AWS's own
/// @param physicalNames logical id in template.yaml to the name of a function, bucket or table, the ARN of a topic, or
///     the URL of a queue
public record CloudResources(
        Optional<URI> endpoint,
        String region,
        String accessKeyId,
        String secretAccessKey,
        Map<String, String> physicalNames) {
    public CloudResources {
        physicalNames = Map.copyOf(physicalNames);
    }

    /// The physical name of a resource.
    ///
    /// @throws NoSuchElementException where the template has no such resource; names those it has
    public String name(String logicalId) {
        String name = physicalNames.get(logicalId);
        if (name == null) {
            throw new NoSuchElementException("no resource " + logicalId + "; there are "
                    + physicalNames.keySet().stream().sorted().toList());
        }
        return name;
    }

    @Override
    public String toString() {
        return "CloudResources[" + endpoint + ", " + region + ", " + physicalNames + "]";
    }
}
