package dev.darkroom.localcloud.template;

import dev.darkroom.localcloud.rights.Policy;
import dev.darkroom.localcloud.rights.Right;
import dev.darkroom.localcloud.stack.FunctionResource;
import dev.darkroom.localcloud.stack.Stack;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Checks that each function's role has what Lambda needs to read the function's streams and queues and to write to
/// its destinations: it does so in the function's name, and refuses a mapping or a destination that it could not
/// serve.
/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-pipeline.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html>
final class RoleChecks {
    private final Stack stack;
    private final BiConsumer<String, String> problems;

    /// @param problems takes a logical id and what is wrong with it
    RoleChecks(Stack stack, BiConsumer<String, String> problems) {
        this.stack = stack;
        this.problems = problems;
    }

    void check() {
        for (FunctionResource function : stack.functions()) {
            function.streams().forEach(mapping -> {
                require(
                        function,
                        "read its stream",
                        "arn:%s:dynamodb:%s:%s:table/%s/stream/%s"
                                .formatted(
                                        Intrinsics.PARTITION,
                                        stack.region(),
                                        stack.accountId(),
                                        mapping.tableName(),
                                        References.STREAM_LABEL),
                        "dynamodb:DescribeStream",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator",
                        "dynamodb:ListStreams");
                mapping.onFailure().ifPresent(arn -> requireDestination(function, arn));
            });
            function.queues()
                    .forEach(mapping -> require(
                            function,
                            "read its queue",
                            mapping.queueArn(),
                            "sqs:ReceiveMessage",
                            "sqs:DeleteMessage",
                            "sqs:GetQueueAttributes"));
            function.asynchronous().onFailure().ifPresent(arn -> requireDestination(function, arn));
            function.asynchronous().deadLetter().ifPresent(arn -> requireDestination(function, arn));
        }
    }

    private void requireDestination(FunctionResource function, String arn) {
        String purpose = "write to its on-failure destination";
        if (arn.contains(":s3:::")) {
            require(function, purpose, arn + "/aws/lambda/*", "s3:PutObject");
            require(function, purpose, arn, "s3:ListBucket");
        } else {
            require(function, purpose, arn, "sqs:SendMessage");
        }
    }

    private void require(FunctionResource function, String purpose, String resource, String... actions) {
        var role = new Policy(function.statements());
        Stream.of(actions)
                .filter(action -> !role.allows(new Right(action, resource)))
                .forEach(action -> problems.accept(
                        function.logicalId(),
                        "its role does not allow " + action + " on " + resource + ", which Lambda needs to "
                                + purpose));
    }
}
