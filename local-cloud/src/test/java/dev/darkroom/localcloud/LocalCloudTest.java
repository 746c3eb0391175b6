package dev.darkroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.client.CloudNotRunningException;
import dev.darkroom.client.Endpoints;
import dev.darkroom.client.LocalCloudAttachment;
import dev.darkroom.localcloud.LocalCloudOptions.Ports;
import dev.darkroom.localcloud.chain.RelayZip;
import dev.darkroom.localcloud.faults.Faults;
import dev.darkroom.localcloud.template.TemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// The whole cloud, with real processes, on a template and functions of its own.
class LocalCloudTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DYNAMODB_JARS = Path.of("../local-cloud-dynamodb/target/lib");
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    static Path project;

    @TempDir
    Path data;

    @BeforeAll
    static void writeProject() throws IOException {
        try (InputStream template =
                Objects.requireNonNull(LocalCloudTest.class.getResourceAsStream("/chain/template.yaml"))) {
            Files.copy(template, project.resolve("template.yaml"));
        }
        RelayZip.write(project.resolve("relay.zip"));
    }

    @Test
    void anObjectGoesThroughBucketStreamTopicAndQueueAndWhatIsPoisonIsKept() throws IOException {
        try (LocalCloud cloud = LocalCloud.start(options(Ports.FREE))) {
            Endpoints endpoints = Endpoints.read(data);
            try (S3Client s3 = client(S3Client.builder().forcePathStyle(true), endpoints)) {
                for (String key : List.of("first", "poison", "ignored", "last")) {
                    s3.putObject(
                            request -> request.bucket(cloud.resources().name("Incoming"))
                                    .key(key),
                            RequestBody.fromString(key));
                }
                LocalCloudAttachment.to(endpoints).awaitQuiet(LIMIT);

                assertThat(done(endpoints)).containsExactlyInAnyOrder("first", "last");
                assertThat(kept(s3, endpoints)).singleElement().satisfies(record -> {
                    assertThat(record.path("requestContext").path("condition").asText())
                            .isEqualTo("RetryAttemptsExhausted");
                    assertThat(record.path("requestContext")
                                    .path("approximateInvokeCount")
                                    .asInt())
                            .isEqualTo(2);
                    assertThat(record.path("DDBStreamBatchInfo")
                                    .path("batchSize")
                                    .asInt())
                            .isEqualTo(1);
                    assertThat(JSON.readTree(record.path("payload").asText())
                                    .at("/Records/0/dynamodb/Keys/id/S")
                                    .asText())
                            .isEqualTo("poison");
                });
                assertThat(messages(endpoints, "StreamFailures"))
                        .singleElement()
                        .satisfies(message -> assertThat(JSON.readTree(message.body())
                                        .at("/Records/0/s3/object/key")
                                        .asText())
                                .startsWith("aws/lambda/"));
            }
        }
        assertThatThrownBy(() -> Endpoints.read(data)).isInstanceOf(CloudNotRunningException.class);
    }

    /// Source: Use Lambda recursive loop detection to prevent infinite loops,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>
    @Test
    void functionsThatTriggerThemselvesAreStoppedAfterSixteenRuns() throws IOException {
        try (LocalCloud cloud = LocalCloud.start(options(Ports.FREE))) {
            Endpoints endpoints = cloud.endpoints();
            try (S3Client s3 = client(S3Client.builder().forcePathStyle(true), endpoints);
                    SqsClient queues = client(SqsClient.builder(), endpoints)) {
                String loop = cloud.resources().name("Loop");
                for (String body : List.of("by queue", "by topic")) {
                    queues.sendMessage(request -> request.queueUrl(loop).messageBody(body));
                }
                s3.putObject(
                        request ->
                                request.bucket(cloud.resources().name("Loops")).key("first"),
                        RequestBody.fromString("first"));
                cloud.awaitQuiet(LIMIT);

                String failures = endpoints.physicalNames().get("LoopFailures");
                assertThat(queues.receiveMessage(
                                        request -> request.queueUrl(failures).maxNumberOfMessages(10))
                                .messages())
                        .extracting(Message::body)
                        // Messages whose run outlasts their visibility timeout come here too.
                        .contains("by queue", "by topic")
                        .anySatisfy(record -> assertThat(record)
                                .contains("\"approximateInvokeCount\":0")
                                .contains("\"key\":\"again\""));
            }
            assertThat(runs(cloud, "LooperByObjects")).isEqualTo(16);
            assertThat(runs(cloud, "LooperByMessages")).isEqualTo(2 * 16);
        }
    }

    /// How often a function ran, which ended by being told that it loops.
    private long runs(LocalCloud cloud, String function) throws IOException {
        Path log = data.resolve("lambda/logs/" + cloud.resources().name(function) + ".log");
        assertThat(log).content().contains("Recursive loop");
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith("START RequestId")).count();
        }
    }

    @Test
    void whatWasAcceptedBeforeAStopArrivesAfterTheNextStart() {
        try (LocalCloud cloud = LocalCloud.start(options(Ports.FREE))) {
            try (S3Client s3 = client(S3Client.builder().forcePathStyle(true), cloud.endpoints())) {
                for (int i = 0; i < 10; i++) {
                    String key = "photo-" + i;
                    s3.putObject(
                            request -> request.bucket(cloud.resources().name("Incoming"))
                                    .key(key),
                            RequestBody.fromString(key));
                }
            }
        }
        try (LocalCloud cloud = LocalCloud.start(options(Ports.FREE))) {
            cloud.awaitQuiet(LIMIT);

            assertThat(done(cloud.endpoints())).hasSize(10);
        }
    }

    @Test
    void tokensAndFunctionTimeoutsKeepRealTimeAtAnyScale() throws Exception {
        try (LocalCloud cloud = LocalCloud.start(options(Ports.FREE));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest login = HttpRequest.newBuilder(
                            URI.create(cloud.endpoints().issuer() + "/oauth2/token"))
                    .header("content-type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=password&username=alice"))
                    .build();
            JsonNode tokens = json(http.send(login, BodyHandlers.ofString()).body());
            String payload = tokens.path("access_token").asText().split("\\.", -1)[1];
            JsonNode claims = json(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
            assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                    .isEqualTo(Duration.ofHours(1).toSeconds());
            assertThat(cloud.stack().functions())
                    .allSatisfy(function -> assertThat(function.timeout()).hasSeconds(20));
        }
    }

    @Test
    void aSecondCloudOnTheSameDataIsRefusedByName() {
        try (LocalCloud cloud = LocalCloud.start(options(Ports.FREE))) {
            assertThatThrownBy(() -> LocalCloud.start(options(Ports.FREE)))
                    .isInstanceOf(DataFolderInUseException.class)
                    .hasMessageContaining(String.valueOf(cloud.endpoints().pid()));
        }
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            for (Ports ports : List.of(new Ports(port, 0, 0), new Ports(0, port, 0), new Ports(0, 0, port))) {
                assertThatThrownBy(() -> LocalCloud.start(options(ports)))
                        .as("%s", ports)
                        .isInstanceOf(PortInUseException.class)
                        .hasMessageContaining(String.valueOf(port));
            }
        }
    }

    @Test
    void aTemplateThatIsNotUnderstoodIsRefusedAndGivesTheFolderBack() throws IOException {
        Path broken = project.resolve("broken.yaml");
        Files.writeString(broken, "Resources:\n  Thing:\n    Type: AWS::Unknown::Thing\n");

        assertThatThrownBy(() -> LocalCloud.start(options(Ports.FREE).withTemplate(broken)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Thing");
        DataFolder.take(data).close();
    }

    private LocalCloudOptions options(Ports ports) {
        return new LocalCloudOptions(
                project.resolve("template.yaml"),
                DYNAMODB_JARS,
                data,
                data.resolve("cache"),
                ports,
                new TimeScale(10),
                4,
                Duration.ofMinutes(1),
                Map.of(),
                Map.of(),
                Map.of(),
                new Faults());
    }

    private static List<String> done(Endpoints endpoints) {
        try (DynamoDbClient tables = client(DynamoDbClient.builder(), endpoints)) {
            return tables
                    .scan(request -> request.tableName(endpoints.physicalNames().get("Done")))
                    .items()
                    .stream()
                    .map(item -> Objects.requireNonNull(item.get("id")).s())
                    .toList();
        }
    }

    private static List<JsonNode> kept(S3Client s3, Endpoints endpoints) {
        String bucket = endpoints.physicalNames().get("Failures");
        return s3.listObjectsV2(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .map(key -> {
                    assertThat(key)
                            .matches("aws/lambda/[-0-9a-f]{36}/shardId-[^/]+/\\d{4}/\\d\\d/\\d\\d/"
                                    + "\\d{4}-\\d\\d-\\d\\dT\\d\\d\\.\\d\\d\\.\\d\\d-[-0-9a-f]{36}");
                    return json(s3.getObjectAsBytes(
                                    request -> request.bucket(bucket).key(key))
                            .asUtf8String());
                })
                .toList();
    }

    private static List<Message> messages(Endpoints endpoints, String queue) {
        try (SqsClient queues = client(SqsClient.builder(), endpoints)) {
            return queues.receiveMessage(request ->
                            request.queueUrl(endpoints.physicalNames().get(queue)))
                    .messages();
        }
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, Endpoints endpoints) {
        return builder.endpointOverride(endpoints.aws())
                .region(Region.of(endpoints.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(endpoints.accessKeyId(), endpoints.secretAccessKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
