package dev.darkroom.localcloud.mapping;

import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.backend.QueueSender;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import java.nio.file.Path;
import java.time.Clock;

/// What stream mappings share.
///
/// @param positionsFolder holds one file a mapping
/// @param queues takes the invocation records of what failed
/// @param objects takes the invocation records of what failed, with the records themselves
public record Surroundings(
        DynamoDbCalls dynamoDb,
        Path positionsFolder,
        String region,
        String accountId,
        FunctionInvoker functions,
        QueueSender queues,
        FailureObjects objects,
        RemovalOrigin removals,
        TimeScale timeScale,
        Clock clock) {}
