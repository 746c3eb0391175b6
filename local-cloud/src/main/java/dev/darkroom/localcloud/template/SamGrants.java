package dev.darkroom.localcloud.template;

import dev.darkroom.localcloud.stack.PolicyStatement;
import dev.darkroom.localcloud.stack.PolicyStatement.Origin;
import java.util.List;
import java.util.Optional;

/// What SAM adds to a function's role for its events and destinations. Rights to logs and traces, which it adds too,
/// are needed by nothing here.
/// Source: `samtranslator/model/eventsources/pull.py` and `samtranslator/model/iam.py` in
/// <https://github.com/aws/serverless-application-model>
final class SamGrants {
    private SamGrants() {}

    /// The managed policy AWSLambdaDynamoDBExecutionRole, for a stream event.
    static PolicyStatement readStreams() {
        return statement(
                List.of(
                        "dynamodb:DescribeStream",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator",
                        "dynamodb:ListStreams"),
                "*");
    }

    /// The managed policy AWSLambdaSQSQueueExecutionRole, for a queue event.
    static PolicyStatement readQueues() {
        return statement(List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"), "*");
    }

    static PolicyStatement send(String queueArn) {
        return statement(List.of("sqs:SendMessage"), queueArn);
    }

    /// For an event's on-failure destination: nothing, where the template does not say of which type it is.
    static List<PolicyStatement> writeFailures(Fields event) {
        Optional<Fields> failure = event.nested("DestinationConfig").flatMap(config -> config.nested("OnFailure"));
        String arn = failure.flatMap(fields -> fields.text("Destination")).orElse("");
        return switch (failure.flatMap(fields -> fields.text("Type")).orElse("")) {
            case "SQS" -> List.of(send(arn));
            case "S3" ->
                List.of(statement(List.of("s3:PutObject"), arn + "/*"), statement(List.of("s3:ListBucket"), arn));
            default -> List.of();
        };
    }

    private static PolicyStatement statement(List<String> actions, String resource) {
        return new PolicyStatement(Origin.SAM, actions, List.of(resource));
    }
}
