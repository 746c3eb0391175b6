package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

final class AwsEnvironmentTest {
    private static final Map<String, String> LAMBDA = Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "ASIAEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_SESSION_TOKEN", "token");

    private static Map<String, String> lambdaWith(String name, String value) {
        var variables = new HashMap<>(LAMBDA);
        variables.put(name, value);
        return variables;
    }

    @Test
    void theVariablesOfLambdaAreEnough() {
        var environment = AwsEnvironment.of(LAMBDA);

        assertThat(environment.region().id()).isEqualTo("eu-central-1");
        assertThat(environment.credentials().resolveCredentials())
                .isEqualTo(AwsSessionCredentials.create("ASIAEXAMPLE", "secret", "token"));
        assertThat(environment.endpoint("S3")).isEmpty();
    }

    @Test
    void aNumberIsOneOrMoreOrItsVariableIsNamed() {
        assertThat(AwsEnvironment.of(lambdaWith("LIMIT", "600")).requireNumber("LIMIT"))
                .isEqualTo(600);
        for (String value : List.of("", "0", "-1", "1e3", "many", "10000000000")) {
            assertThatThrownBy(
                            () -> AwsEnvironment.of(lambdaWith("LIMIT", value)).requireNumber("LIMIT"))
                    .as(value)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("LIMIT");
        }
    }

    @Test
    void aMissingVariableIsNamed() {
        for (String name : List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")) {
            assertThatThrownBy(() -> AwsEnvironment.of(lambdaWith(name, "")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(name);
        }
        assertThatThrownBy(() -> AwsEnvironment.of(lambdaWith("AWS_REGION", "")))
                .hasMessageContaining("AWS_DEFAULT_REGION");
    }

    @Test
    void underSnapStartTheContainersCredentialsCount() {
        var environment = AwsEnvironment.of(
                lambdaWith("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9001/2021-04-23/credentials"));

        assertThat(environment.credentials()).isInstanceOf(ContainerCredentialsProvider.class);
    }

    @Test
    void oneServiceMayHaveAnEndpointOfItsOwn() {
        var variables = lambdaWith("AWS_ENDPOINT_URL", "http://127.0.0.1:4566");
        variables.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000");
        var environment = AwsEnvironment.of(variables);

        assertThat(environment.endpoint("S3")).contains(URI.create("http://127.0.0.1:9000"));
        assertThat(environment.endpoint("SQS")).contains(URI.create("http://127.0.0.1:4566"));
    }

    @Test
    void urlsNameThePublicEndpointWhereThereIsOne() {
        var environment = AwsEnvironment.of(lambdaWith("AWS_ENDPOINT_URL", "http://10.0.0.1:4566"));
        var publicEndpoint = Optional.of(URI.create("http://localhost:8080"));

        assertThat(urlOf(S3UrlSigner.forBucket(environment, "media", publicEndpoint)))
                .startsWith("http://localhost:8080/media/key?");
        assertThat(urlOf(S3UrlSigner.forBucket(environment, "media", Optional.empty())))
                .startsWith("http://10.0.0.1:4566/media/key?");
        assertThat(urlOf(S3UrlSigner.forBucket(AwsEnvironment.of(LAMBDA), "media", Optional.empty())))
                .startsWith("https://media.s3.eu-central-1.amazonaws.com/key?");
    }

    private static String urlOf(S3UrlSigner signer) {
        return signer.get("key", Instant.EPOCH, Duration.ofHours(1)).toString();
    }

    @Test
    void everyClientSpeaksToTheEndpointInItsRegion() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = refusing(seen);
        try {
            var environment = AwsEnvironment.of(lambdaWith(
                    "AWS_ENDPOINT_URL",
                    "http://127.0.0.1:" + server.getAddress().getPort()));
            List<Runnable> calls = new ArrayList<>();
            S3Client s3 = S3Clients.client(environment);
            calls.add(() -> s3.headObject(head -> head.bucket("media").key("key")));
            DynamoDbClient dynamoDb = DynamoDbClients.client(environment);
            calls.add(() -> dynamoDb.getItem(get -> get.tableName("photos").key(Map.of())));
            SqsClient sqs = SqsClients.client(environment);
            calls.add(() ->
                    sqs.sendMessage(send -> send.queueUrl("http://queues/1").messageBody("{}")));
            SnsClient sns = SnsClients.client(environment);
            calls.add(() ->
                    sns.publish(publish -> publish.topicArn("arn:aws:sns:x:1:t").message("{}")));

            for (Runnable call : calls) {
                assertThatThrownBy(call::run)
                        .isInstanceOf(AwsServiceException.class)
                        .satisfies(refused -> assertThat(((AwsServiceException) refused).statusCode())
                                .isEqualTo(403));
            }
        } finally {
            server.stop(0);
        }
        assertThat(seen)
                .satisfiesExactly(
                        s3 -> assertThat(s3).startsWith("/media/key ").contains("/eu-central-1/s3/"),
                        dynamoDb -> assertThat(dynamoDb).contains("/eu-central-1/dynamodb/"),
                        sqs -> assertThat(sqs).contains("/eu-central-1/sqs/"),
                        sns -> assertThat(sns).contains("/eu-central-1/sns/"));
    }

    /// A server that answers 403 and notes path and signature of each request.
    private static HttpServer refusing(List<String> seen) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void anErrorCodeIsFoundBehindItsWrapping() {
        var answer = AwsServiceException.builder()
                .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode("AccessDenied").build())
                .build();

        assertThat(AwsErrors.code(new IllegalStateException(answer))).contains("AccessDenied");
        assertThat(AwsErrors.code(new IllegalStateException("other"))).isEmpty();
    }
}
