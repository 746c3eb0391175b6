package dev.darkroom.localcloud.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.localcloud.faults.Faults;
import dev.darkroom.localcloud.faults.Rule;
import dev.darkroom.localcloud.faults.ServiceError;
import dev.darkroom.localcloud.rights.Rights;
import dev.darkroom.localcloud.stack.PolicyStatement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Each service's errors on purpose, as the SDK reads them.
class RefusedOnPurposeTest {
    private static final String FUNCTION = "feed-function";

    private final Faults faults = new Faults();
    private final AtomicInteger answered = new AtomicInteger();
    private Callers callers;
    private AwsEndpoint endpoint;

    @BeforeEach
    void start(@TempDir Path data) {
        callers = Callers.open(data.resolve("callers"), List.of(FUNCTION));
        endpoint = AwsEndpoint.open(0)
                .mount("dynamodb", answering("{}"))
                .mount("sqs", answering("{}"))
                .mount("sns", answering("<PublishResponse><PublishResult/></PublishResponse>"))
                .mountVerifying("s3", answering("<ListBucketResult/>"))
                .withFaults(faults);
        var everything = new PolicyStatement(List.of("*"), List.of("*"));
        endpoint.start(callers, new Rights("eu-central-1", "111122223333", Map.of(FUNCTION, List.of(everything))));
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private Handler answering(String body) {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                answered.incrementAndGet();
                response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
                return true;
            }
        };
    }

    @Test
    void dynamoDbRefusesTheItemAndNoOther() {
        faults.add(Rule.refusing(FUNCTION, "dynamodb", "Photos", "photo-1"));
        try (var dynamoDb = client(DynamoDbClient.builder(), FUNCTION)) {
            fails(() -> get(dynamoDb, "photo-1"), 400, "AccessDeniedException");
            get(dynamoDb, "photo-2");
        }
        assertThat(answered).hasValue(1);
    }

    @Test
    void whoIsNotNamedInTheRuleGetsAnAnswer() {
        faults.add(Rule.refusing(FUNCTION, "dynamodb", "photo-1"));
        try (var dynamoDb = client(DynamoDbClient.builder(), Callers.ROOT)) {
            get(dynamoDb, "photo-1");
        }
        assertThat(answered).hasValue(1);
    }

    @Test
    void s3RefusesTheKeyOrThePrefix() {
        faults.add(Rule.refusing(FUNCTION, "s3", "uploads", "photo-1"));
        try (var s3 = client(S3Client.builder().forcePathStyle(true), FUNCTION)) {
            fails(() -> s3.getObject(get -> get.bucket("uploads").key("alice/photo-1")), 403, "AccessDenied");
            fails(() -> s3.listObjectsV2(list -> list.bucket("uploads").prefix("alice/photo-1/")), 403, "AccessDenied");
            s3.listObjectsV2(list -> list.bucket("uploads").prefix("alice/photo-2/"));
        }
        assertThat(answered).hasValue(1);
    }

    @Test
    void queuesAndTopicsRefuseInTheirProtocols() {
        faults.add(Rule.refusing(FUNCTION, "sqs", "photo-1"));
        faults.add(Rule.refusing(FUNCTION, "sns", "photo-1"));
        try (var sqs = client(SqsClient.builder(), FUNCTION);
                var sns = client(SnsClient.builder(), FUNCTION)) {
            String url = endpoint.uri() + "/000000000000/queue";
            fails(() -> sqs.sendMessage(send -> send.queueUrl(url).messageBody("photo-1")), 403, "AccessDenied");
            fails(
                    () -> sns.publish(publish ->
                            publish.topicArn("arn:aws:sns:us-east-1:1:t").message("photo-1")),
                    403,
                    "AccessDenied");
        }
        assertThat(answered).hasValue(0);
    }

    @Test
    void anInternalErrorIsRetriedByTheClientUntilTheRuleIsRemoved() {
        var rule = faults.add(new Rule(FUNCTION, "dynamodb", List.of("photo-1"), ServiceError.INTERNAL));
        try (var dynamoDb = client(DynamoDbClient.builder(), FUNCTION)) {
            assertThatThrownBy(() -> get(dynamoDb, "photo-1")).isInstanceOfSatisfying(AwsServiceException.class, e -> {
                assertThat(e.statusCode()).isEqualTo(500);
                assertThat(e.numAttempts()).isGreaterThan(1);
            });
            faults.remove(rule);
            get(dynamoDb, "photo-1");
        }
        assertThat(answered).hasValue(1);
    }

    private static void get(DynamoDbClient dynamoDb, String photoId) {
        dynamoDb.getItem(get -> get.tableName("Photos").key(Map.of("photoId", AttributeValue.fromS(photoId))));
    }

    private static void fails(ThrowingCallable call, int status, String code) {
        Consumer<AwsServiceException> expected = e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.numAttempts()).isEqualTo(1);
        };
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, expected);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, String callerName) {
        Caller caller = callers.byName(callerName);
        return builder.endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(caller.accessKeyId(), caller.secretAccessKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
