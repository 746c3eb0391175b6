package dev.darkroom.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.localcloud.durable.RecordLog;
import dev.darkroom.localcloud.endpoint.Callers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3CrashTest {
    private static final int WRITERS = 4;
    private static final int OBJECTS_BEFORE_THE_KILL = 100;

    @TempDir
    private Path data;

    @Test
    void everyAcknowledgedObjectIsToldOfAlthoughTheProcessIsKilled() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Process first = start();
        try (var client = client(uri(first));
                var writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                String writer = "writer" + i;
                writers.execute(() -> putUntilItFails(client, writer, acknowledged));
            }
            Awaitility.await().until(() -> acknowledged.size() >= OBJECTS_BEFORE_THE_KILL);
            first.destroyForcibly().waitFor();
        }
        Process second = start();
        try (var client = client(uri(second))) {
            Set<String> present = new HashSet<>();
            client.listObjectsV2Paginator(request -> request.bucket(S3Fixture.UPLOADS))
                    .contents()
                    .forEach(object -> present.add(object.key()));
            assertThat(present).containsAll(acknowledged);
            assertThat(toldOf()).containsAll(present);
        } finally {
            second.destroyForcibly().waitFor();
        }
    }

    private static void putUntilItFails(S3Client client, String writer, Set<String> acknowledged) {
        try {
            for (int i = 0; ; i++) {
                String key = writer + "/" + i;
                client.putObject(request -> request.bucket(S3Fixture.UPLOADS).key(key), RequestBody.fromString(key));
                acknowledged.add(key);
            }
        } catch (SdkException | UncheckedIOException e) {
            // The process was killed.
        }
    }

    private Set<String> toldOf() {
        var keys = new HashSet<String>();
        RecordLog.open(data.resolve("events"), event -> keys.add(key(event))).close();
        return keys;
    }

    private static String key(byte[] event) {
        try {
            return new ObjectMapper()
                    .readTree(event)
                    .at("/Records/0/s3/object/key")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        S3ProcessForCrashing.class.getName(),
                        data.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static URI uri(Process process) throws IOException {
        return URI.create(Objects.requireNonNull(
                process.inputReader(StandardCharsets.UTF_8).readLine(), "S3 ended instead of starting"));
    }

    private S3Client client(URI endpoint) {
        var function = Callers.open(data.resolve("callers"), List.of(S3Fixture.FUNCTION))
                .byName(S3Fixture.FUNCTION);
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(function.accessKeyId(), function.secretAccessKey())))
                .overrideConfiguration(override ->
                        override.retryStrategy(RetryMode.STANDARD).retryStrategy(strategy -> strategy.maxAttempts(1)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
