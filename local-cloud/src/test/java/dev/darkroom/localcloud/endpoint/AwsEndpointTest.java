package dev.darkroom.localcloud.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.localcloud.backend.DynamoDbBackend;
import dev.darkroom.localcloud.backend.MessageAttributes;
import dev.darkroom.localcloud.backend.SqsBackend;
import dev.darkroom.localcloud.rights.Rights;
import dev.darkroom.localcloud.stack.PolicyStatement;
import dev.darkroom.localcloud.stack.QueueResource;
import dev.darkroom.localcloud.stack.TableResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

class AwsEndpointTest {
    private static final String REGION = "eu-central-1";
    private static final String ACCOUNT = "111122223333";
    private static final Path JARS = Path.of("../local-cloud-dynamodb/target/lib");
    private static final TableResource TABLE = new TableResource(
            "Things",
            "stack-Things",
            new TableResource.Key("owner", Optional.of("thing")),
            Map.of("owner", "S", "thing", "S", "hash", "S"),
            List.of(new TableResource.Index(
                    "byHash", new TableResource.Key("owner", Optional.of("hash")), "KEYS_ONLY", List.of())),
            Optional.of("NEW_AND_OLD_IMAGES"),
            Optional.of("expiresAt"));
    private static final QueueResource DEAD = queue("dead", Map.of());
    private static final QueueResource WORK = queue(
            "work",
            Map.of(
                    "VisibilityTimeout",
                    "7",
                    "RedrivePolicy",
                    "{\"deadLetterTargetArn\":\"" + DEAD.arn() + "\",\"maxReceiveCount\":2}"));

    private static final List<PolicyStatement> POLICY = List.of(
            new PolicyStatement(List.of("dynamodb:*"), List.of("arn:aws:dynamodb:*:table/stack-Things")),
            new PolicyStatement(List.of("sqs:GetQueueUrl", "sqs:ReceiveMessage"), List.of(DEAD.arn())));

    @TempDir
    private static Path data;

    private static Callers callers;
    private static AwsEndpoint endpoint;
    private static SqsBackend sqs;
    private static DynamoDbBackend dynamoDb;

    private static QueueResource queue(String name, Map<String, String> attributes) {
        return new QueueResource(name, name, "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + name, attributes);
    }

    @BeforeAll
    static void start() {
        callers = Callers.open(data.resolve("callers"), List.of("feed-function"));
        endpoint = AwsEndpoint.open(0);
        dynamoDb = DynamoDbBackend.start(JARS, Optional.of(data.resolve("dynamodb")), List.of(TABLE));
        sqs = SqsBackend.start(data.resolve("sqs"), endpoint.uri(), REGION, ACCOUNT, List.of(WORK, DEAD));
        endpoint.forward(dynamoDb)
                .forward(sqs)
                .mount("sns", new WhoCalls())
                .mount(CallerIdentity.SIGNING_NAME, new CallerIdentity(ACCOUNT))
                .mountInternal("health", new WhoCalls())
                .start(callers, new Rights(REGION, ACCOUNT, Map.of("feed-function", POLICY)));
    }

    @AfterAll
    static void stop() {
        endpoint.close();
        sqs.close();
        dynamoDb.close();
    }

    /// Answers with the caller's name and the body it was sent.
    private static final class WhoCalls extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            String caller = String.valueOf(request.getAttribute(AwsEndpoint.CALLER_ATTRIBUTE));
            response.write(true, ByteBuffer.wrap(caller.getBytes(StandardCharsets.UTF_8)), callback);
            return true;
        }
    }

    private static DynamoDbClient dynamoDb(String accessKey, String secret) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secret)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static DynamoDbClient dynamoDb(Caller caller) {
        return dynamoDb(caller.accessKeyId(), caller.secretAccessKey());
    }

    private static SqsClient sqs(Caller caller, String secret) {
        return SqsClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(caller.accessKeyId(), secret)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Test
    void aTableOfTheStackIsThereWithItsIndexAndItsStream() {
        try (var client = dynamoDb(callers.byName(Callers.ROOT))) {
            var table = client.describeTable(request -> request.tableName(TABLE.name()))
                    .table();
            assertThat(table.globalSecondaryIndexes())
                    .singleElement()
                    .satisfies(index -> assertThat(index.indexName()).isEqualTo("byHash"));
            assertThat(table.streamSpecification().streamViewTypeAsString()).isEqualTo("NEW_AND_OLD_IMAGES");
        }
    }

    @Test
    void aFunctionWritesAndReadsItemsWithItsOwnCredentials() {
        var item = Map.of("owner", AttributeValue.fromS("ä 100% + b"), "thing", AttributeValue.fromS("t"));
        try (var client = dynamoDb(callers.byName("feed-function"))) {
            client.putItem(request -> request.tableName(TABLE.name()).item(item));
            assertThat(client.getItem(request -> request.tableName(TABLE.name()).key(item))
                            .item())
                    .isEqualTo(item);
        }
    }

    @Test
    void aWrongSecretIsRefusedAsTheServiceWould() {
        Caller root = callers.byName(Callers.ROOT);
        try (var client = dynamoDb(root.accessKeyId(), "wrong")) {
            assertThatThrownBy(client::listTables).isInstanceOfSatisfying(DynamoDbException.class, e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException");
                assertThat(e.statusCode()).isEqualTo(400);
            });
        }
        try (var client = sqs(root, "wrong")) {
            assertThatThrownBy(client::listQueues)
                    .isInstanceOfSatisfying(
                            SqsException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void anUnknownAccessKeyIsRefused() {
        try (var client = dynamoDb("AKIAUNKNOWN", "secret")) {
            assertThatThrownBy(client::listTables)
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException"));
        }
    }

    @Test
    void aQueueOfTheStackKnowsItsUrlItsArnAndItsDeadLetterQueue() {
        Caller root = callers.byName(Callers.ROOT);
        try (var client = sqs(root, root.secretAccessKey())) {
            String url =
                    client.getQueueUrl(request -> request.queueName("work")).queueUrl();
            assertThat(url).isEqualTo(endpoint.uri() + "/" + ACCOUNT + "/work");
            var attributes = client.getQueueAttributes(
                            request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                    .attributes();
            assertThat(attributes)
                    .containsEntry(QueueAttributeName.QUEUE_ARN, WORK.arn())
                    .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "7");
            assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY)).contains(DEAD.arn());
        }
    }

    @Test
    void whatAServiceSendsToAQueueArrivesWithItsAttributes() {
        Caller function = callers.byName("feed-function");
        sqs.send(
                DEAD.arn(),
                "{\"why\":\"not\"}",
                new MessageAttributes(
                        Map.of(
                                "RequestID", new MessageAttributes.Value("String", "r-1"),
                                "ErrorCode", new MessageAttributes.Value("Number", "200")),
                        Optional.of("Root=1-2-3")));
        try (var client = sqs(function, function.secretAccessKey())) {
            String url =
                    client.getQueueUrl(request -> request.queueName("dead")).queueUrl();
            var messages = client.receiveMessage(request -> request.queueUrl(url)
                            .waitTimeSeconds(5)
                            .messageAttributeNames("All")
                            .messageSystemAttributeNames(MessageSystemAttributeName.AWS_TRACE_HEADER))
                    .messages();
            assertThat(messages).singleElement().satisfies(message -> {
                assertThat(message.body()).isEqualTo("{\"why\":\"not\"}");
                assertThat(message.messageAttributes())
                        .hasEntrySatisfying(
                                "RequestID",
                                attribute -> assertThat(attribute.stringValue()).isEqualTo("r-1"))
                        .hasEntrySatisfying(
                                "ErrorCode",
                                attribute -> assertThat(attribute.dataType()).isEqualTo("Number"));
                assertThat(message.attributes())
                        .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, "Root=1-2-3");
            });
        }
    }

    @Test
    void anInternalHandlerAnswersWithoutASignature() throws Exception {
        assertThat(get("/_darkroom/health").statusCode()).isEqualTo(200);
        assertThat(get("/_darkroom/other").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(endpoint.uri() + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void dynamoDbIsStartedAgainWhenItDies() {
        try (var client = dynamoDb(callers.byName(Callers.ROOT))) {
            long pid = dynamoDb.pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            assertThat(client.listTables().tableNames()).contains(TABLE.name());
            assertThat(dynamoDb.pid()).isNotEqualTo(pid);
        }
    }
}
