package dev.darkroom.localcloud.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Lambda refuses when it makes an event source mapping is refused, by name, when the template is read.
/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html>,
/// <https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html>
class RefusedMappingTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeZip() throws IOException {
        Files.writeString(folder.resolve("f.zip"), "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BatchSize: 10000",
                "MaximumBatchingWindowInSeconds: 300",
                "ParallelizationFactor: 10",
                "MaximumRetryAttempts: -1",
                "MaximumRetryAttempts: 10000",
                "MaximumRecordAgeInSeconds: -1",
                "MaximumRecordAgeInSeconds: 60",
                "MaximumRecordAgeInSeconds: 604800",
                "DestinationConfig: { OnFailure: { Destination: !GetAtt Queue.Arn } }",
                "FilterCriteria: { Filters: [{ Pattern: '{\"dynamodb\":{\"Keys\":{\"id\":{\"S\":[\"x\"]}}}}' }] }",
            })
    void whatAStreamMappingMaySay(String property) {
        assertThatCode(() -> read(stream("StartingPosition: LATEST\n" + property)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "BatchSize: 0                        | BatchSize is '0', not a whole number from 1 to 10000",
                "BatchSize: 10001                    | BatchSize is '10001', not a whole number from 1 to 10000",
                "MaximumBatchingWindowInSeconds: 301 | MaximumBatchingWindowInSeconds is '301', not a whole number from 0",
                "ParallelizationFactor: 0            | ParallelizationFactor is '0', not a whole number from 1 to 10",
                "ParallelizationFactor: 11           | ParallelizationFactor is '11', not a whole number from 1 to 10",
                "MaximumRetryAttempts: -2            | MaximumRetryAttempts is '-2', not a whole number from -1 to 10000",
                "MaximumRetryAttempts: 10001         | MaximumRetryAttempts is '10001', not a whole number from -1",
                "MaximumRecordAgeInSeconds: 0        | MaximumRecordAgeInSeconds is -1, or 60 to 604800",
                "MaximumRecordAgeInSeconds: 59       | MaximumRecordAgeInSeconds is -1, or 60 to 604800",
                "MaximumRecordAgeInSeconds: 604801   | MaximumRecordAgeInSeconds is '604801', not a whole number",
                "FunctionResponseTypes: [Other]      | FunctionResponseTypes knows ReportBatchItemFailures only",
                "ScalingConfig: { MaximumConcurrency: 2 } | unknown property Events.Source.Properties.ScalingConfig",
                "TumblingWindowInSeconds: 60         | unknown property Events.Source.Properties.TumblingWindowInSeconds",
                "DestinationConfig: { OnFailure: { Destination: 'arn:aws:sns:us-east-1:0:x' } } "
                        + "| is 'arn:aws:sns:us-east-1:0:x', neither a standard queue nor a bucket",
                "DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:0:x.fifo' } } "
                        + "| is 'arn:aws:sqs:us-east-1:0:x.fifo', neither a standard queue nor a bucket",
                "DestinationConfig: { OnFailure: { Type: S3, Destination: !GetAtt Queue.Arn } } "
                        + "| Type is S3 where Destination is 'arn:aws:sqs:",
            })
    void whatAStreamMappingMustNotSay(String property, String problem) {
        assertThat(problems(stream("StartingPosition: LATEST\n" + property)))
                .anySatisfy(told -> assertThat(told).contains(problem));
    }

    @Test
    void aStreamMappingSaysWhereItBegins() {
        assertThat(problems(stream("BatchSize: 1")))
                .singleElement()
                .asString()
                .contains("property Events.Source.Properties.StartingPosition is missing");
        assertThat(problems(stream("StartingPosition: AT_TIMESTAMP")))
                .singleElement()
                .asString()
                .contains("StartingPosition is 'AT_TIMESTAMP'; known: LATEST, TRIM_HORIZON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BatchSize: 10",
                "BatchSize: 10000\nMaximumBatchingWindowInSeconds: 1",
                "ScalingConfig: { MaximumConcurrency: 2 }",
                "ScalingConfig: { MaximumConcurrency: 1000 }",
                "FilterCriteria: { Filters: [{ Pattern: '{\"body\":{\"kind\":[\"x\"]}}' }] }",
            })
    void whatAQueueMappingMaySay(String property) {
        assertThatCode(() -> read(queue(property))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "BatchSize: 11     | BatchSize above 10 needs a MaximumBatchingWindowInSeconds of at least 1",
                "BatchSize: 10001  | BatchSize is '10001', not a whole number from 1 to 10000",
                "ScalingConfig: { MaximumConcurrency: 1 }    | MaximumConcurrency is '1', not a whole number from 2 to 1000",
                "ScalingConfig: { MaximumConcurrency: 1001 } | MaximumConcurrency is '1001', not a whole number from 2",
                "BisectBatchOnFunctionError: true   | unknown property Events.Source.Properties.BisectBatchOnFunctionError",
                "StartingPosition: LATEST           | unknown property Events.Source.Properties.StartingPosition",
                "ParallelizationFactor: 2           | unknown property Events.Source.Properties.ParallelizationFactor",
                "MaximumRetryAttempts: 2            | unknown property Events.Source.Properties.MaximumRetryAttempts",
                "MaximumRecordAgeInSeconds: 60      | unknown property Events.Source.Properties.MaximumRecordAgeInSeconds",
                "DestinationConfig: { OnFailure: { Destination: x } } | unknown property Events.Source.Properties.Dest",
                "FilterCriteria: { Filters: [{ Pattern: '{\"messageId\":[\"x\"]}' }] } | sees nothing but the fields [body]",
            })
    void whatAQueueMappingMustNotSay(String property, String problem) {
        assertThat(problems(queue(property)))
                .anySatisfy(told -> assertThat(told).contains(problem));
    }

    @Test
    void aFifoQueueHasBatchesOfTenAtMostAndNoWindow() {
        String properties = "BatchSize: 11\nMaximumBatchingWindowInSeconds: 1";
        String fifo = queue(properties)
                .replace(
                        "Type: AWS::SQS::Queue",
                        "Type: AWS::SQS::Queue\n    Properties: { QueueName: q.fifo, FifoQueue: true }");
        assertThat(problems(fifo))
                .anySatisfy(told -> assertThat(told).contains("BatchSize is '11', not a whole number from 1 to 10"))
                .anySatisfy(told -> assertThat(told).contains("MaximumBatchingWindowInSeconds is not for FIFO queues"));
    }

    /// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html>
    @Test
    void aQueueHidesMessagesForAsLongAsTheFunctionMayRun() {
        assertThat(problems(queue("").replace("Handler: a.B::c", "Handler: a.B::c\n      Timeout: 31")))
                .singleElement()
                .asString()
                .contains("whose visibility timeout of 30 s is less than the function's timeout of 31 s");
    }

    @Test
    void aSourceIsMappedToAFunctionOnce() {
        String second = "      Events:\n        Other: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } }";
        assertThat(problems(queue("").replace("      Events:", second)))
                .singleElement()
                .asString()
                .endsWith("-Queue twice");
    }

    /// Source: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html>
    @Test
    void filtersAreReadWithTheTemplate() {
        assertThat(problems(filtered("{ Pattern: '{\"eventSource\":[\"aws:dynamodb\"]}' }")))
                .singleElement()
                .asString()
                .contains("FilterCriteria is not understood", "sees nothing but the fields [dynamodb, userIdentity]");
        assertThat(problems(filtered("{ Pattern: '{\"dynamodb\":{\"Keys\":\"x\"}}' }")))
                .singleElement()
                .asString()
                .contains("pattern.dynamodb.Keys is a list of values and conditions, not \"x\"");
        assertThat(problems(filtered("{ Pattern: single-string }")))
                .singleElement()
                .asString()
                .contains("Pattern is no JSON object");
        String pattern = "{ Pattern: '{\"dynamodb\":{\"SequenceNumber\":[\"1\"]}}' }";
        assertThat(problems(filtered(String.join(", ", Collections.nCopies(6, pattern)))))
                .singleElement()
                .asString()
                .contains("there are 6 filter patterns; a mapping has 5 at most");
    }

    private static String filtered(String filters) {
        return stream("StartingPosition: LATEST\nFilterCriteria: { Filters: [" + filters + "] }");
    }

    private static String stream(String properties) {
        return template("DynamoDB", "Stream: !GetAtt Table.StreamArn\n" + properties);
    }

    private static String queue(String properties) {
        return template("SQS", "Queue: !GetAtt Queue.Arn\n" + properties);
    }

    private static String template(String type, String properties) {
        return """
                Resources:
                  Function:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: f.zip
                      Runtime: java25
                      Handler: a.B::c
                      Policies: [{ Statement: [{ Effect: Allow, Action: "sqs:SendMessage", Resource: !GetAtt Queue.Arn }] }]
                      Events:
                        Source:
                          Type: %s
                          Properties:
                %s
                  Queue:
                    Type: AWS::SQS::Queue
                  Table:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                      KeySchema: [{ AttributeName: id, KeyType: HASH }]
                      StreamSpecification: { StreamViewType: NEW_IMAGE }
                """.formatted(type, properties.strip().indent(12).stripTrailing());
    }

    private List<String> problems(String template) {
        return catchThrowableOfType(TemplateException.class, () -> read(template))
                .problems();
    }

    private void read(String template) throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), template);
        TemplateReader.read(
                file,
                new StackParameters(
                        "darkroom",
                        "us-east-1",
                        "000000000000",
                        URI.create("http://localhost:4566"),
                        URI.create("http://localhost:8080"),
                        Map.of()));
    }
}
