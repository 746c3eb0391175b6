package dev.darkroom.localcloud.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A Lambda function, with what invokes it by polling.
///
/// @param name the function's physical name
/// @param codeZip the deployment package on this machine
/// @param handler `package.Class::method` or `package.Class`
/// @param timeout from 1 s to 900 s
/// @param environment the function's own variables; the runtime's are added by the host
/// @param reservedConcurrency empty where the function shares the account's concurrency
/// @param statements what its execution role allows
public record FunctionResource(
        String logicalId,
        String name,
        String arn,
        Path codeZip,
        String handler,
        int memoryMegabytes,
        Duration timeout,
        Map<String, String> environment,
        OptionalInt reservedConcurrency,
        AsynchronousInvocation asynchronous,
        List<StreamMapping> streams,
        List<QueueMapping> queues,
        List<PolicyStatement> statements) {
    public FunctionResource {
        environment = Map.copyOf(environment);
        streams = List.copyOf(streams);
        queues = List.copyOf(queues);
        statements = List.copyOf(statements);
    }
}
