package dev.darkroom.localcloud;

import dev.darkroom.localcloud.stack.Stack;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// What a stack's resources are called, by logical id: names of functions, buckets and tables, ARNs of topics, URLs of
/// queues.
final class PhysicalNames {
    private PhysicalNames() {}

    static Map<String, String> of(Stack stack, URI awsEndpoint) {
        Map<String, String> names = new TreeMap<>();
        stack.functions().forEach(function -> names.put(function.logicalId(), function.name()));
        stack.buckets().forEach(bucket -> names.put(bucket.logicalId(), bucket.name()));
        stack.tables().forEach(table -> names.put(table.logicalId(), table.name()));
        stack.topics().forEach(topic -> names.put(topic.logicalId(), topic.arn()));
        stack.queues()
                .forEach(queue ->
                        names.put(queue.logicalId(), awsEndpoint + "/" + stack.accountId() + "/" + queue.name()));
        return names;
    }
}
