package dev.darkroom.localcloud.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.localcloud.endpoint.AwsEndpoint;
import dev.darkroom.localcloud.endpoint.Caller;
import dev.darkroom.localcloud.endpoint.Callers;
import dev.darkroom.localcloud.rights.Rights;
import dev.darkroom.localcloud.stack.BucketResource;
import dev.darkroom.localcloud.stack.BucketResource.CorsRule;
import dev.darkroom.localcloud.stack.BucketResource.Notification;
import dev.darkroom.localcloud.stack.PolicyStatement;
import dev.darkroom.localcloud.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// An endpoint with nothing but S3 behind it, and what its notifications sent.
final class S3Fixture implements AutoCloseable {
    static final String UPLOADS = "stack-uploads";
    static final String MEDIA = "stack-media";
    static final String FUNCTION = "thumbnail-function";
    /// With the stack's buckets.
    static final List<PolicyStatement> EVERYTHING =
            List.of(new PolicyStatement(List.of("s3:*"), List.of("arn:aws:s3:::stack-*")));

    private static final String REGION = "eu-central-1";
    private static final String ACCOUNT = "111122223333";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// An event sent to a function or a queue.
    record Sent(String target, JsonNode event, Optional<String> traceHeader) {
        JsonNode item() {
            return event.path("Records").path(0);
        }

        JsonNode object() {
            return item().path("s3").path("object");
        }
    }

    final List<Sent> sent = new CopyOnWriteArrayList<>();
    final Callers callers;
    final AwsEndpoint endpoint;
    private final S3Backend s3;

    S3Fixture(Path data) {
        this(data, EVERYTHING);
    }

    /// @param statements what [#FUNCTION] may do
    S3Fixture(Path data, List<PolicyStatement> statements) {
        Rights rights = rights(statements);
        callers = Callers.open(data.resolve("callers"), List.of(FUNCTION));
        endpoint = AwsEndpoint.open(0);
        s3 = S3Backend.start(
                data.resolve("s3"),
                stack(),
                callers,
                rights,
                (function, event, trace) -> {
                    sent.add(new Sent(function, parse(event), trace));
                    return "request-id";
                },
                (queue, body, attributes) -> sent.add(
                        new Sent(queue, parse(body.getBytes(StandardCharsets.UTF_8)), attributes.traceHeader())));
        endpoint.mountVerifying(S3Backend.SIGNING_NAME, s3.handler()).start(callers, rights);
    }

    static Rights rights(List<PolicyStatement> function) {
        return new Rights(REGION, ACCOUNT, Map.of(FUNCTION, function));
    }

    static Stack stack() {
        var toFunction = new Notification(
                "to-function",
                List.of("s3:ObjectCreated:*"),
                Optional.empty(),
                Optional.empty(),
                "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:" + FUNCTION);
        var toQueue = new Notification(
                "to-queue",
                List.of("s3:ObjectRemoved:*", "s3:ObjectCreated:Copy"),
                Optional.of("o/"),
                Optional.of("manifest.json"),
                "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":queue");
        var cors = new CorsRule(List.of("https://photos.example"), List.of("PUT"), List.of("*"), List.of("ETag"), 3600);
        return new Stack(
                "stack",
                REGION,
                ACCOUNT,
                List.of(),
                List.of(
                        new BucketResource("Uploads", UPLOADS, List.of(toFunction), List.of(cors)),
                        new BucketResource("Media", MEDIA, List.of(toQueue), List.of())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The events about a key, as it stands in them.
    List<Sent> sentFor(String encodedKey) {
        return sent.stream()
                .filter(event -> event.object().path("key").asText().equals(encodedKey))
                .toList();
    }

    S3Client client() {
        return client(FUNCTION);
    }

    /// @param caller [#FUNCTION], or the developer
    S3Client client(String caller) {
        return S3Client.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(REGION))
                .credentialsProvider(credentials(caller))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    S3Presigner presigner() {
        return S3Presigner.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(REGION))
                .credentialsProvider(credentials(FUNCTION))
                .build();
    }

    private StaticCredentialsProvider credentials(String caller) {
        Caller function = callers.byName(caller);
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(function.accessKeyId(), function.secretAccessKey()));
    }

    @Override
    public void close() {
        endpoint.close();
        s3.close();
    }
}
