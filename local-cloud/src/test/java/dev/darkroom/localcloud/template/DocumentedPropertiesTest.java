package dev.darkroom.localcloud.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every property that AWS documents for what the local cloud builds is understood, or refused by name at start. The
/// table (`src/test/resources/aws/properties.json`) says which; a property that becomes understood moves in it.
class DocumentedPropertiesTest {
    @TempDir
    static Path folder;

    static JsonNode table;

    /// Where in a template the properties of a part stand, `PROPERTY` in their place.
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("AWS::Serverless::Function", "{ Type: AWS::Serverless::Function, Properties: { PROPERTY } }"),
            Map.entry("Function S3 event", event("S3")),
            Map.entry("Function DynamoDB event", event("DynamoDB")),
            Map.entry("Function SQS event", event("SQS")),
            Map.entry("Function HttpApi event", event("HttpApi")),
            Map.entry(
                    "Function EventInvokeConfig",
                    "{ Type: AWS::Serverless::Function, Properties: { EventInvokeConfig: { PROPERTY } } }"),
            Map.entry(
                    "Function EventInvokeConfig.DestinationConfig",
                    "{ Type: AWS::Serverless::Function, "
                            + "Properties: { EventInvokeConfig: { DestinationConfig: { PROPERTY } } } }"),
            Map.entry("HttpApi Auth", "{ Type: AWS::Serverless::HttpApi, Properties: { Auth: { PROPERTY } } }"),
            Map.entry(
                    "Bucket NotificationConfiguration",
                    "{ Type: AWS::S3::Bucket, Properties: { NotificationConfiguration: { PROPERTY } } }"));

    private static String event(String type) {
        return "{ Type: AWS::Serverless::Function, Properties: { Events: { E: { Type: " + type
                + ", Properties: { PROPERTY } } } } }";
    }

    @BeforeAll
    static void readTable() throws IOException {
        table = new ObjectMapper().readTree(Files.readString(Path.of("src/test/resources/aws/properties.json")));
    }

    @TestFactory
    Stream<DynamicTest> eachIsUnderstoodOrRefusedByName() {
        return table.path("properties").properties().stream()
                .map(part -> DynamicTest.dynamicTest(part.getKey(), () -> {
                    var understood = new TreeSet<String>();
                    var refused = new TreeSet<String>();
                    for (String name : names(part.getValue(), "understood", "refused")) {
                        (isRefusedByName(part.getKey(), name) ? refused : understood).add(name);
                    }
                    assertThat(refused).containsExactlyElementsOf(names(part.getValue(), "refused"));
                    assertThat(understood).containsExactlyElementsOf(names(part.getValue(), "understood"));
                }));
    }

    @Test
    void everyBuiltTypeIsInTheTable() {
        var types = new TreeSet<String>();
        table.path("properties").fieldNames().forEachRemaining(name -> {
            if (name.startsWith("AWS::")) {
                types.add(name);
            }
        });
        assertThat(types).isEqualTo(new TreeSet<>(ResourceTypes.BUILT));
    }

    /// `docs/local-cloud.md` lists, type by type, what is read and then has no effect.
    @Test
    void theDocumentListsWhatHasNoEffect() throws IOException {
        String document = Files.readString(Path.of("../docs/local-cloud.md"));
        for (String type : ResourceTypes.BUILT) {
            Fields fields = read(type);
            String listed = String.join(
                    ", ",
                    new TreeSet<>(fields.withoutEffect())
                            .stream().map(name -> "`" + name + "`").toList());
            assertThat(document)
                    .contains(listed.isEmpty() ? "" : "| " + type.substring("AWS::".length()) + " | " + listed + " |");
        }
    }

    /// The reader of a type, over a resource without properties.
    private static Fields read(String type) {
        var fields = new Fields("Id", "", new Value.Mapping(Map.of(), 1), new Problems());
        switch (type) {
            case "AWS::Serverless::Function" -> new FunctionReader(folder).read("Id", "name", "arn", fields);
            case "AWS::S3::Bucket" -> BucketReader.read("Id", fields);
            case "AWS::DynamoDB::Table" -> TableReader.read("Id", "name", fields);
            case "AWS::SQS::Queue" -> MessagingReader.queue("Id", "name", "arn", fields);
            case "AWS::SNS::Topic" -> MessagingReader.topic(fields);
            case "AWS::SNS::Subscription" -> MessagingReader.subscription(fields);
            case "AWS::Serverless::HttpApi" -> new HttpApiReader(Map.of()).read("Id", "api", fields, List.of());
            case "AWS::Lambda::EventSourceMapping" -> MappingReader.queue("Id", "arn", fields);
            case "AWS::Cognito::UserPool" -> UserPoolReader.pool(fields);
            case "AWS::Cognito::UserPoolClient" -> UserPoolReader.client("Id", "client", fields);
            case "AWS::Cognito::UserPoolResourceServer" -> UserPoolReader.resourceServer(fields);
            case "AWS::Cognito::UserPoolDomain" -> UserPoolReader.domain(fields);
            default -> throw new IllegalArgumentException(type);
        }
        return fields;
    }

    /// A mapping reads streams or queues, each with properties of its own, so it is asked for both.
    private static boolean isRefusedByName(String part, String property) throws IOException {
        if (part.equals("AWS::Lambda::EventSourceMapping")) {
            String mapping = "{ Type: " + part + ", Properties: { EventSourceArn: \"%s\", PROPERTY } }";
            return isRefused(mapping.formatted("arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/s"), property)
                    && isRefused(mapping.formatted("arn:aws:sqs:us-east-1:000000000000:q"), property);
        }
        return isRefused(PLACES.getOrDefault(part, "{ Type: " + part + ", Properties: { PROPERTY } }"), property);
    }

    private static boolean isRefused(String place, String property) throws IOException {
        String template = "Resources:\n  Id: " + place.replace("PROPERTY", property + ": x") + "\n";
        var parameters = new StackParameters(
                "darkroom",
                "us-east-1",
                "000000000000",
                URI.create("http://localhost:4566"),
                URI.create("http://localhost:8080"),
                Map.of());
        try {
            TemplateReader.read(Files.writeString(folder.resolve("template.yaml"), template), parameters);
            return false;
        } catch (TemplateException refusal) {
            return refusal.problems().stream()
                    .anyMatch(told -> told.matches("\\d+: Id: unknown property (\\S+\\.)?" + property + "; known: .*"));
        }
    }

    private static List<String> names(JsonNode part, String... kinds) {
        var names = new TreeSet<String>();
        for (String kind : kinds) {
            part.path(kind).forEach(name -> names.add(name.textValue()));
        }
        return List.copyOf(names);
    }
}
