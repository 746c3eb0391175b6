package dev.darkroom.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A log and a store as a crash leaves them, and what the next start makes of them.
class InterruptedChangeTest {
    private static final String UPLOADS = S3Fixture.UPLOADS;
    private static final String MEDIA = S3Fixture.MEDIA;

    @TempDir
    private Path data;

    @BeforeEach
    void aStoreWithAnObject() {
        try (var s3 = new S3Fixture(data);
                var client = s3.client()) {
            client.putObject(request -> request.bucket(UPLOADS).key("o/photo"), RequestBody.fromString("there"));
            client.putObject(request -> request.bucket(MEDIA).key("o/manifest.json"), RequestBody.fromString("{}"));
            assertThat(s3.sent).hasSize(1);
        }
    }

    private Intent interrupt(String operation, String bucket, String key) {
        try (var intents = IntentLog.open(data.resolve("s3/intents"))) {
            return intents.begin(operation, bucket, key);
        }
    }

    private Path file(String bucket, String key) {
        return data.resolve("s3/buckets").resolve(bucket).resolve(key);
    }

    private List<S3Fixture.Sent> sentAtStart() {
        try (var s3 = new S3Fixture(data)) {
            return List.copyOf(s3.sent);
        }
    }

    @Test
    void anObjectThatWasWrittenButNotToldOfIsToldOfOnce() {
        Intent intent = interrupt("ObjectCreated:Put", UPLOADS, "o/photo");
        assertThat(sentAtStart()).singleElement().satisfies(sent -> {
            assertThat(sent.object().path("key").asText()).isEqualTo("o/photo");
            assertThat(sent.object().path("size").asLong()).isEqualTo(5);
            assertThat(sent.object().path("sequencer").asText()).isGreaterThan(Sequencers.toText(intent.sequencer()));
        });
        assertThat(sentAtStart()).isEmpty();
    }

    @Test
    void anObjectThatIsOlderThanTheInterruptedWriteWasToldOfAlready() throws IOException {
        Files.setLastModifiedTime(
                file(UPLOADS, "o/photo"), FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
        interrupt("ObjectCreated:Put", UPLOADS, "o/photo");
        assertThat(sentAtStart()).isEmpty();
    }

    @Test
    void aWriteThatNeverHappenedIsForgotten() {
        interrupt("ObjectCreated:Put", UPLOADS, "o/never");
        assertThat(sentAtStart()).isEmpty();
    }

    @Test
    void aRemovalThatHappenedIsToldOfAndOneThatDidNotIsForgotten() throws IOException {
        interrupt("ObjectRemoved:Delete", MEDIA, "o/manifest.json");
        assertThat(sentAtStart()).isEmpty();
        Files.delete(file(MEDIA, "o/manifest.json"));
        interrupt("ObjectRemoved:Delete", MEDIA, "o/manifest.json");
        assertThat(sentAtStart())
                .singleElement()
                .satisfies(sent ->
                        assertThat(sent.item().path("eventName").asText()).isEqualTo("ObjectRemoved:Delete"));
    }

    @Test
    void whatAnInterruptedWriteLeftIsNoObject() throws IOException {
        interrupt("ObjectCreated:Put", UPLOADS, "o/new");
        Files.writeString(file(UPLOADS, "o/new-" + UUID.randomUUID()), "half of");
        String namesake = "o/other-" + UUID.randomUUID();
        Files.writeString(file(UPLOADS, namesake), "an object that is called so");
        try (var s3 = new S3Fixture(data);
                var client = s3.client()) {
            assertThat(client.listObjectsV2(request -> request.bucket(UPLOADS)).contents())
                    .extracting(S3Object::key)
                    .containsExactlyInAnyOrder("o/photo", namesake);
        }
    }

    @Test
    void sequencersGrowAcrossRestarts() {
        Intent before = interrupt("ObjectCreated:Put", UPLOADS, "o/never");
        sentAtStart();
        Intent after = interrupt("ObjectCreated:Put", UPLOADS, "o/never");
        assertThat(after.sequencer()).isGreaterThan(before.sequencer());
    }
}
