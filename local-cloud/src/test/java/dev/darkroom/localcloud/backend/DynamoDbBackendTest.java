package dev.darkroom.localcloud.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.localcloud.stack.TableResource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbBackendTest {
    private static final Path JARS = Path.of("../local-cloud-dynamodb/target/lib");
    private static final TableResource TABLE = new TableResource(
            "Things",
            "Things",
            new TableResource.Key("id", Optional.empty()),
            Map.of("id", "S"),
            List.of(),
            Optional.empty(),
            Optional.empty());

    @TempDir
    Path data;

    /// A blocked read of a pipe pins a virtual thread; on a machine of two cores two of them stop all others.
    @Test
    void theProcessIsReadFromByAPlatformThread() {
        try (var _ = DynamoDbBackend.start(JARS, Optional.of(data), List.of(TABLE))) {
            // Virtual threads are not among these.
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .contains("dynamodb-output");
        }
    }

    /// SQLite keeps the statements of its schema as text.
    @Test
    void theRecordsOfStreamsAndShardsAreFoundByIndexes() throws IOException {
        try (var _ = DynamoDbBackend.start(JARS, Optional.of(data), List.of(TABLE))) {
            assertThat(data.resolve("shared-local-instance.db"))
                    .content(StandardCharsets.ISO_8859_1)
                    .containsOnlyOnce("CREATE INDEX streamRecords ON us (StreamID)")
                    .containsOnlyOnce("CREATE INDEX shardRecords ON us (ShardID)");
        }
    }

    /// A write that makes and deletes the file of its undoing waits for the disk, and so does everybody else.
    @Test
    void theFileThatUndoesAWriteStays() {
        try (var backend = DynamoDbBackend.start(JARS, Optional.of(data), List.of(TABLE))) {
            put(backend.uri(), 1);

            assertThat(data.resolve("shared-local-instance.db-journal")).exists();
        }
    }

    @Test
    void howeverOftenTheProcessDiesTheNextOneHasWhatWasAcknowledged() {
        int deaths = 4;
        try (var backend = DynamoDbBackend.start(JARS, Optional.of(data), List.of(TABLE))) {
            for (int i = 0; i < deaths; i++) {
                put(backend.uri(), i);
                kill(backend.pid());
            }

            // Asked at once, it waits for the process that is being started again.
            assertThat(ids(backend.uri()))
                    .isEqualTo(IntStream.range(0, deaths)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void aProcessThatDiesWhileItStartsAgainIsStartedOnceMore() {
        try (var backend = DynamoDbBackend.start(JARS, Optional.of(data), List.of(TABLE))) {
            put(backend.uri(), 1);
            long first = backend.pid();
            kill(first);
            ProcessHandle second = await().until(
                            () -> started().filter(process -> process.pid() != first), Optional::isPresent)
                    .orElseThrow();
            kill(second.pid());

            await().untilAsserted(() -> assertThat(ids(backend.uri())).containsExactly("1"));
        }
        await().until(() -> started().isEmpty());
    }

    private Optional<ProcessHandle> started() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info().commandLine().orElse("").contains(data.toString()))
                .findFirst();
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static void put(URI uri, int id) {
        try (DynamoDbClient client = client(uri)) {
            client.putItem(request ->
                    request.tableName("Things").item(Map.of("id", AttributeValue.fromS(Integer.toString(id)))));
        }
    }

    private static Set<String> ids(URI uri) {
        try (DynamoDbClient client = client(uri)) {
            return client.scan(request -> request.tableName("Things").consistentRead(true)).items().stream()
                    .map(item -> Objects.requireNonNull(item.get("id")).s())
                    .collect(Collectors.toSet());
        }
    }

    private static DynamoDbClient client(URI uri) {
        return DynamoDbClient.builder()
                .endpointOverride(uri)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
