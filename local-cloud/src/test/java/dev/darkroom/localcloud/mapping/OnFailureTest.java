package dev.darkroom.localcloud.mapping;

import static dev.darkroom.localcloud.mapping.StreamFixtures.failed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.AwsRecording;
import dev.darkroom.localcloud.backend.QueueSender;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an on-failure destination gets of a batch that is given up.
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html>
class OnFailureTest {
    @TempDir
    Path folder;

    private final Map<String, JsonNode> sent = new ConcurrentHashMap<>();
    private final AtomicReference<byte[]> event = new AtomicReference<>(new byte[0]);

    /// Against the recording of November 2025.
    @Test
    void aQueueGetsTheInvocationRecordAsAwsSendsIt() {
        JsonNode record = failTo("arn:aws:sqs:us-east-1:123456789012:dead", "arn:aws:sqs:us-east-1:123456789012:dead");

        AwsRecording.of("stream-mapping.json", "/onFailure/record").assertMatches(record);
        assertThat(record.path("timestamp").asText()).isEqualTo("2026-11-20T12:00:00.000Z");
        JsonNode batch = record.path("DDBStreamBatchInfo");
        assertThat(batch.path("approximateArrivalOfFirstRecord").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(batch.path("shardId").asText()).isEqualTo("shardId-1");
        assertThat(batch.path("startSequenceNumber").asText()).isEqualTo("1");
        assertThat(batch.path("streamArn").asText()).isEqualTo(new InMemoryStream().streamArn());
    }

    /// "The S3 object containing the invocation record uses the following naming convention:
    /// aws/lambda/<ESM-UUID>/<shardID>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<Random UUID>". It has the whole event in
    /// addition, as a string.
    @Test
    void aBucketGetsTheSameAndTheEventItselfUnderAKeyOfAwsOwnForm() throws IOException {
        String uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
        var record = (ObjectNode) failTo(
                "arn:aws:s3:::failures",
                "failures aws/lambda/" + uuid + "/shardId-1/2026/11/20/2026-11-20T12\\.00\\.00-" + uuid);

        assertThat(DynamoDbCalls.JSON.readTree(record.path("payload").textValue()))
                .isEqualTo(DynamoDbCalls.JSON.readTree(event.get()));
        record.remove("payload");
        AwsRecording.of("stream-mapping.json", "/onFailure/record").assertMatches(record);
    }

    private JsonNode failTo(String destination, String pattern) {
        InMemoryStream stream =
                new InMemoryStream().shard("shardId-1", Optional.empty()).add(1, 1);
        FunctionInvoker function = (name, bytes, context) -> {
            event.set(bytes);
            return failed();
        };
        QueueSender queues = (queue, body, attributes) -> sent.put(queue, read(body));
        FailureObjects objects = (bucket, key, json) -> sent.put(bucket + " " + key, read(new String(json, UTF_8)));
        Surroundings surroundings = StreamFixtures.surroundings(folder, function, queues, objects);
        try (StreamPoller poller = StreamPoller.start(
                StreamFixtures.failingTo(destination), StreamFixtures.FUNCTION, surroundings, () -> stream)) {
            await().until(() -> poller.pending() == 0);
        }
        assertThat(sent.keySet()).singleElement().asString().matches(pattern);
        return sent.values().iterator().next();
    }

    private static JsonNode read(String json) {
        try {
            return DynamoDbCalls.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
