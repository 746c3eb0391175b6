package dev.darkroom.localcloud.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Planted mistakes: each is told with its line, its resource, and what is known instead.
class RefusedTemplateTest {
    @TempDir
    Path folder;

    @Test
    void everyProblemIsToldAtOnceInTheTemplatesOrder() throws IOException {
        TemplateException refused = refused("""
                Resources:
                  Stepper:
                    Type: AWS::StepFunctions::StateMachine
                  Photos:
                    Type: AWS::S3::Bucket
                    Properties:
                      VersioningConfiguration: { Status: Enabled }
                  Queue:
                    Type: AWS::SQS::Queue
                    Properties:
                      QueueName: !Ref Nowhere
                """);
        assertThat(refused.problems()).hasSize(3);
        assertThat(refused.problems().get(0))
                .startsWith("3: Stepper: unknown resource type AWS::StepFunctions::StateMachine; known: ")
                .contains("AWS::S3::Bucket", "AWS::CloudWatch::Alarm");
        assertThat(refused.problems().get(1))
                .startsWith("7: Photos: unknown property VersioningConfiguration; known: BucketEncryption, BucketName");
        assertThat(refused.problems().get(2))
                .isEqualTo(
                        "11: Queue: refers to Nowhere, which is no parameter or resource; known: Photos, Queue, Stepper");
        assertThat(refused).hasMessageContaining(folder.resolve("template.yaml") + " has 3 problems:");
    }

    @Test
    void aSingleProblemReadsAsOneLine() throws IOException {
        assertThat(refused("Resources: {}\nMappings: {}\n"))
                .hasMessage(folder.resolve("template.yaml") + ":2: Mappings: unknown section; known: "
                        + "AWSTemplateFormatVersion, Conditions, Description, Globals, Metadata, Outputs, Parameters, "
                        + "Resources, Transform");
    }

    @Test
    void aMissingZipSaysWhichBuildMakesIt() throws IOException {
        assertThat(problem(function("CodeUri: upload-handler/target/upload-handler.zip")))
                .startsWith("5: Function: CodeUri names upload-handler/target/upload-handler.zip, which is not there; ")
                .endsWith("./mvnw -Dquick package -pl upload-handler -am makes it");
    }

    @Test
    void aFolderIsNotAZip() throws IOException {
        Files.createDirectories(folder.resolve("classes"));
        assertThat(problem(function("CodeUri: classes"))).contains("is the folder classes; the local cloud runs zips");
    }

    @Test
    void whatAFunctionMustSayAndMustNotSay() throws IOException {
        Files.writeString(folder.resolve("f.zip"), "");
        assertThat(refused(function("CodeUri: f.zip\nLayers: [x]\nTimeout: 901\nMemorySize: lots\nTracing: Active"))
                        .problems())
                .containsExactly(
                        "6: Function: unknown property Layers; known: Architectures, CodeUri, DeadLetterQueue, "
                                + "Description, Environment, EventInvokeConfig, Events, FunctionName, Handler, "
                                + "LoggingConfig, MemorySize, Policies, ReservedConcurrentExecutions, Runtime, "
                                + "SnapStart, Tags, Timeout, Tracing",
                        "7: Function: Timeout is '901', not a whole number from 1 to 900",
                        "8: Function: MemorySize is 'lots', not a whole number from 128 to 10240");
        assertThat(problem(function("CodeUri: f.zip").replace("java25", "python3.14")))
                .contains("Runtime is 'python3.14'; known: java25");
        assertThat(problem(function("CodeUri: f.zip").replace("Handler", "# Handler")))
                .contains("property Handler is missing");
    }

    @Test
    void eventsMustPointAtWhatIsThere() throws IOException {
        Files.writeString(folder.resolve("f.zip"), "");
        assertThat(refused(function("""
                        CodeUri: f.zip
                        Events:
                          Stream:
                            Type: DynamoDB
                            Properties: { Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST }
                          Queue:
                            Type: SQS
                            Properties: { Queue: "arn:aws:sqs:us-east-1:000000000000:elsewhere" }
                          Bucket:
                            Type: S3
                            Properties: { Bucket: elsewhere, Events: "s3:ObjectTagging:*" }
                          Route:
                            Type: HttpApi
                            Properties: { Method: GET, Path: /x }
                          Clock:
                            Type: Schedule
                            Properties: { Schedule: rate(1 hour) }
                        """) + """
                          Table:
                            Type: AWS::DynamoDB::Table
                            Properties:
                              AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                              KeySchema: [{ AttributeName: id, KeyType: HASH }]
                        """).problems())
                .anyMatch(told -> told.contains("unknown attribute StreamArn of Table; known: Arn"))
                .anyMatch(told -> told.contains("polls arn:aws:sqs:us-east-1:000000000000:elsewhere"))
                .anyMatch(told -> told.contains("Events.Bucket.Properties.Events is 's3:ObjectTagging:*'; known: "))
                .anyMatch(told -> told.contains("name bucket elsewhere, which is not of this template"))
                .anyMatch(told -> told.contains("property Events.Route.Properties.ApiId is missing"))
                .anyMatch(told -> told.contains("Events.Clock.Type is 'Schedule'; known: DynamoDB, HttpApi, S3, SQS"));
    }

    @Test
    void rightsThatAreNotUnderstoodAreRefused() throws IOException {
        Files.writeString(folder.resolve("f.zip"), "");
        assertThat(refused(function("""
                        CodeUri: f.zip
                        Policies:
                          - AdministratorAccess
                          - S3ReadPolicy: { BucketName: x }
                          - Statement: [{ Effect: Deny, Action: "s3:*", Resource: "*" }]
                          - Statement: [{ Effect: Allow, NotAction: "s3:*", Resource: "*" }]
                          - Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*", Condition: { Bool: {} } }]
                        """)).problems())
                .anyMatch(told -> told.contains("Policies names AdministratorAccess; known: inline statements"))
                .anyMatch(told -> told.contains("unknown property Policies.S3ReadPolicy"))
                .anyMatch(told -> told.contains("Policies.Statement.Effect is 'Deny'; known: Allow"))
                .anyMatch(told -> told.contains("unknown property Policies.Statement.NotAction"))
                .anyMatch(told -> told.contains("unknown property Policies.Statement.Condition"));
    }

    /// As Lambda refuses to create them; SAM gives a role nothing for a mapping beside the function, nor for a
    /// destination without a type.
    /// <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-pipeline.html>,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html>
    @Test
    void aMappingThatItsFunctionsRoleCouldNotServeIsRefused() throws IOException {
        Files.writeString(folder.resolve("f.zip"), "");
        String queue = "arn:aws:sqs:us-east-1:000000000000:darkroom-Queue";
        String stream = "arn:aws:dynamodb:us-east-1:000000000000:table/darkroom-Table/stream/local";
        assertThat(refused(function("""
                        CodeUri: f.zip
                        Policies:
                          - Statement: [{ Effect: Allow, Action: "sqs:Get*", Resource: !GetAtt Queue.Arn }]
                        Events:
                          Stream:
                            Type: DynamoDB
                            Properties:
                              Stream: !GetAtt Table.StreamArn
                              StartingPosition: LATEST
                              DestinationConfig: { OnFailure: { Destination: !GetAtt Queue.Arn } }
                        """) + """
                          Queue:
                            Type: AWS::SQS::Queue
                          Table:
                            Type: AWS::DynamoDB::Table
                            Properties:
                              AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                              KeySchema: [{ AttributeName: id, KeyType: HASH }]
                              StreamSpecification: { StreamViewType: NEW_IMAGE }
                          Other:
                            Type: AWS::Serverless::Function
                            Properties: { CodeUri: f.zip, Runtime: java25, Handler: "a.B::c" }
                          QueueMapping:
                            Type: AWS::Lambda::EventSourceMapping
                            Properties: { FunctionName: !Ref Function, EventSourceArn: !GetAtt Queue.Arn }
                          StreamMapping:
                            Type: AWS::Lambda::EventSourceMapping
                            Properties:
                              FunctionName: !Ref Other
                              EventSourceArn: !GetAtt Table.StreamArn
                              StartingPosition: LATEST
                        """).problems())
                .containsExactly(
                        lacks("3: Function", "sqs:SendMessage", queue, "write to its on-failure destination"),
                        lacks("3: Function", "sqs:ReceiveMessage", queue, "read its queue"),
                        lacks("3: Function", "sqs:DeleteMessage", queue, "read its queue"),
                        lacks("26: Other", "dynamodb:DescribeStream", stream, "read its stream"),
                        lacks("26: Other", "dynamodb:GetRecords", stream, "read its stream"),
                        lacks("26: Other", "dynamodb:GetShardIterator", stream, "read its stream"),
                        lacks("26: Other", "dynamodb:ListStreams", stream, "read its stream"));
    }

    private static String lacks(String where, String action, String resource, String purpose) {
        return where + ": its role does not allow " + action + " on " + resource + ", which Lambda needs to " + purpose;
    }

    /// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html>
    @Test
    void notificationsOfTheSameEventsAndKeysAreRefusedAsS3Does() throws IOException {
        String told = "Photos: notifies %1$s and %1$s of the same events and keys, which S3 refuses"
                .formatted("arn:aws:sqs:us-east-1:000000000000:darkroom-Told");
        assertThat(problem(notifications("images/", ".jpg", "images/new/", "e.jpg")))
                .endsWith(told);
        assertThat(problem(notifications("", ".jpg", "images/", ".jpg"))).endsWith(told);
        assertThat(refused(notifications("images/", ".jpg", "images/", ".png") + "    Unknown: 1\n")
                        .problems())
                .singleElement()
                .asString()
                .contains("unknown attribute Unknown");
    }

    @Test
    void aFilterHasOnePrefixAndOneSuffixEncodedAsKeysInEvents() throws IOException {
        assertThat(problem(notifications("images/", ".jpg", "50%", ".png"))).contains("is '50%', not percent-encoded");
        assertThat(refused(notifications("images/", ".jpg", "logs/", ".png").replace("suffix", "prefix"))
                        .problems())
                .hasSize(2)
                .allMatch(told -> told.contains("is a second prefix; a filter has one"));
    }

    private static String notifications(String prefix, String suffix, String otherPrefix, String otherSuffix) {
        String rule = """
                          - Event: %s
                            Queue: !GetAtt Told.Arn
                            Filter:
                              S3Key:
                                Rules: [{ Name: prefix, Value: "%s" }, { Name: suffix, Value: "%s" }]
                """;
        return """
                Resources:
                  Told: { Type: AWS::SQS::Queue }
                  Photos:
                    Type: AWS::S3::Bucket
                    Properties:
                      NotificationConfiguration:
                        QueueConfigurations:
                """
                + rule.formatted("s3:ObjectCreated:*", prefix, suffix)
                + rule.formatted("s3:ObjectCreated:Put", otherPrefix, otherSuffix);
    }

    /// Source: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html>
    @Test
    void credentialsAndEveryOriginExcludeEachOther() throws IOException {
        assertThat(problem("""
                Resources:
                  Api:
                    Type: AWS::Serverless::HttpApi
                    Properties:
                      CorsConfiguration: { AllowOrigins: ["*"], AllowCredentials: true }
                """)).endsWith("AllowCredentials is true, which AllowOrigins '*' excludes");
    }

    @Test
    void parametersAreCheckedAsCloudFormationDoes() throws IOException {
        String template = """
                Parameters:
                  Retries: { Type: Number, Default: 2, MinValue: 0, MaxValue: 2 }
                  Kind: { Type: String, AllowedValues: [a, b] }
                Resources: {}
                """;
        assertThat(refused(template, Map.of("Retries", "3", "Kind", "c", "Knid", "a"))
                        .problems())
                .containsExactly(
                        "2: Retries: 3 is outside its bounds; at least 0, at most 2",
                        "2: Parameters: there is no parameter Knid to override; known: Kind, Retries",
                        "3: Kind: 'c' is not allowed; allowed: a, b");
        assertThat(refused(template, Map.of()).problems())
                .containsExactly("3: Kind: the parameter has no default and was not given");
    }

    @Test
    void functionsAndReferencesThatCannotBeResolvedAreRefused() throws IOException {
        assertThat(refused("""
                Conditions:
                  Never: !Equals [a, b]
                  Loop: !Not [!Condition Loop]
                Resources:
                  Hidden: { Type: AWS::SQS::Queue, Condition: Never }
                  One:
                    Type: AWS::SQS::Queue
                    Properties: { QueueName: !ImportValue other }
                  Two:
                    Type: AWS::SQS::Queue
                    DependsOn: Missing
                    Properties: { QueueName: !GetAtt Hidden.QueueName }
                  Three:
                    Type: AWS::SQS::Queue
                    Properties: { QueueName: !Sub "${Three.QueueName}-x", DelaySeconds: !If [Nobody, 1, 2] }
                """).problems())
                .anyMatch(told -> told.startsWith("3: Loop: the condition refers to itself"))
                .anyMatch(told -> told.contains("One: unknown function Fn::ImportValue; known: Condition, Fn::And"))
                .anyMatch(told -> told.startsWith("11: Two: depends on Missing, which is no resource"))
                .anyMatch(told -> told.contains("Two: refers to Hidden, which condition Never leaves out"))
                .anyMatch(told -> told.contains("Three: its name refers to itself"))
                .anyMatch(told -> told.contains("Three: unknown condition Nobody; known: Loop, Never"));
    }

    @Test
    void brokenYamlNamesItsLine() throws IOException {
        assertThat(problem("Resources:\n  A: [1\n  B: 2\n")).matches("\\d+: not YAML: .*");
        assertThat(problem("Resources:\n  A: { Type: AWS::SNS::Topic }\n  A: { Type: AWS::SNS::Topic }\n"))
                .isEqualTo("3: template: the key A stands here twice");
        assertThat(problem("just text")).isEqualTo("1: template: is not a mapping of sections");
        assertThat(problem("")).isEqualTo("1: template: is not a mapping of sections");
    }

    @Test
    void aMissingFileIsNamed() {
        Path nowhere = folder.resolve("nowhere.yaml");
        TemplateException refused =
                catchThrowableOfType(TemplateException.class, () -> TemplateReader.read(nowhere, parameters(Map.of())));
        assertThat(refused).hasMessage(nowhere + ": there is no such file");
    }

    @Test
    void keysOfATableMustBeDefined() throws IOException {
        assertThat(problem("""
                Resources:
                  Table:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                      KeySchema: [{ AttributeName: key, KeyType: HASH }]
                """)).isEqualTo("5: Table: AttributeDefinitions defines id; the keys use exactly key");
    }

    private static String function(String properties) {
        return """
                Resources:
                  Function:
                    Type: AWS::Serverless::Function
                    Properties:
                %s
                      Runtime: java25
                      Handler: a.B::c
                """.formatted(properties.strip().indent(6).stripTrailing());
    }

    private String problem(String template) throws IOException {
        List<String> problems = refused(template).problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    private TemplateException refused(String template) throws IOException {
        return refused(template, Map.of());
    }

    private TemplateException refused(String template, Map<String, String> overrides) throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), template);
        return catchThrowableOfType(TemplateException.class, () -> TemplateReader.read(file, parameters(overrides)));
    }

    private static StackParameters parameters(Map<String, String> overrides) {
        return new StackParameters(
                "darkroom",
                "us-east-1",
                "000000000000",
                URI.create("http://localhost:4566"),
                URI.create("http://localhost:8080"),
                overrides);
    }
}
