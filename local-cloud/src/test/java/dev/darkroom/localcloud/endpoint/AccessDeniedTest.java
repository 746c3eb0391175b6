package dev.darkroom.localcloud.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.darkroom.localcloud.rights.Rights;
import dev.darkroom.localcloud.stack.PolicyStatement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jetty.io.Content;
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
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What the SDKs make of a refusal, service by service. No service stands behind the endpoint but one that takes
/// everything.
class AccessDeniedTest {
    private static final String REGION = "eu-central-1";
    private static final String ACCOUNT = "111122223333";
    private static final String WHO =
            "User: arn:aws:sts::" + ACCOUNT + ":assumed-role/feedRole/feed" + " is not authorized to perform: ";

    @TempDir
    private static Path data;

    private static Callers callers;
    private static AwsEndpoint endpoint;

    /// Answers 200 with an empty object.
    private static final class Takes extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put("Content-Type", "application/x-amz-json-1.0");
            Content.Sink.write(response, true, "{}", callback);
            return true;
        }
    }

    @BeforeAll
    static void start() {
        callers = Callers.open(data.resolve("callers"), List.of("feed"));
        var allowed = new PolicyStatement(
                List.of("dynamodb:PutItem"), List.of("arn:aws:dynamodb:" + REGION + ":" + ACCOUNT + ":table/Mine"));
        endpoint = AwsEndpoint.open(0);
        for (String service : List.of("dynamodb", "sqs", "sns")) {
            endpoint.mount(service, new Takes());
        }
        endpoint.start(callers, new Rights(REGION, ACCOUNT, Map.of("feed", List.of(allowed))));
    }

    @AfterAll
    static void stop() {
        endpoint.close();
    }

    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html>
    @Test
    void dynamoDbSays400() {
        var item = Map.of("id", AttributeValue.fromS("1"));
        try (var dynamoDb = client(DynamoDbClient.builder(), "feed")) {
            assertThat(dynamoDb.putItem(put -> put.tableName("Mine").item(item))
                            .sdkHttpResponse()
                            .statusCode())
                    .isEqualTo(200);
            AwsServiceException refused =
                    refused(() -> dynamoDb.putItem(put -> put.tableName("Other").item(item)));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            String table = "arn:aws:dynamodb:" + REGION + ":" + ACCOUNT + ":table/Other";
            assertThat(refused.awsErrorDetails().errorMessage())
                    .isEqualTo(WHO + "dynamodb:PutItem on resource: " + table
                            + " because no identity-based policy allows the dynamodb:PutItem action");
        }
    }

    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/troubleshooting-access-denied.html>
    @Test
    void sqsSays403AndTheCodeOfItsOlderProtocol() {
        try (var sqs = client(SqsClient.builder(), "feed")) {
            AwsServiceException refused = refused(() -> sqs.sendMessage(
                    send -> send.queueUrl(endpoint.uri() + "/" + ACCOUNT + "/q").messageBody("x")));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            assertThat(refused.awsErrorDetails().errorMessage()).startsWith(WHO + "sqs:sendmessage on resource: arn");
        }
    }

    /// <https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors>
    @Test
    void snsSaysAuthorizationError() {
        String topic = "arn:aws:sns:" + REGION + ":" + ACCOUNT + ":news";
        try (var sns = client(SnsClient.builder(), "feed")) {
            AwsServiceException refused =
                    refused(() -> sns.publish(publish -> publish.topicArn(topic).message("x")));
            assertThat(refused).isInstanceOf(AuthorizationErrorException.class);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.awsErrorDetails().errorMessage()).startsWith(WHO + "SNS:Publish on resource: " + topic);
        }
    }

    @Test
    void theDeveloperIsLetThrough() {
        try (var dynamoDb = client(DynamoDbClient.builder(), Callers.ROOT)) {
            assertThat(dynamoDb.listTables().tableNames()).isEmpty();
        }
    }

    private static AwsServiceException refused(ThrowingCallable call) {
        return catchThrowableOfType(AwsServiceException.class, call);
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, String caller) {
        Caller who = callers.byName(caller);
        return builder.endpointOverride(endpoint.uri())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(who.accessKeyId(), who.secretAccessKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
