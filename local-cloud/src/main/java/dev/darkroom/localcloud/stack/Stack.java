package dev.darkroom.localcloud.stack;

import java.util.List;
import java.util.Map;

/// A template with nothing left to resolve: each resource it asks for, by kind, with physical names and ARNs.
///
/// @param name the stack's name
/// @param region the region its ARNs name
/// @param accountId the 12-digit account its ARNs name
/// @param outputs the template's Outputs by name
public record Stack(
        String name,
        String region,
        String accountId,
        List<FunctionResource> functions,
        List<BucketResource> buckets,
        List<TableResource> tables,
        List<QueueResource> queues,
        List<TopicResource> topics,
        List<HttpApiResource> apis,
        List<UserPoolResource> userPools,
        Map<String, String> outputs) {
    public Stack {
        functions = List.copyOf(functions);
        buckets = List.copyOf(buckets);
        tables = List.copyOf(tables);
        queues = List.copyOf(queues);
        topics = List.copyOf(topics);
        apis = List.copyOf(apis);
        userPools = List.copyOf(userPools);
        outputs = Map.copyOf(outputs);
    }
}
