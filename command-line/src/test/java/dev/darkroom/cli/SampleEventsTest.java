package dev.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.model.FanOutMessage;
import dev.darkroom.model.PhotoKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The events in events/ are what AWS sends.
class SampleEventsTest {
    private static final Path FOLDER = Path.of("..", "events");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Class<?>> TYPES = Map.of(
            "http-get-feed.json", APIGatewayV2HTTPEvent.class,
            "http-post-photos.json", APIGatewayV2HTTPEvent.class,
            "s3-manifest-created.json", S3Event.class,
            "s3-object-created.json", S3Event.class,
            "sqs-fan-out.json", SQSEvent.class,
            "stream-friendship-accepted.json", DynamodbEvent.class,
            "stream-photo-deleted.json", DynamodbEvent.class,
            "stream-photo-ready.json", DynamodbEvent.class);

    @Test
    void everySampleHasAType() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(TYPES.keySet());
        }
    }

    @Test
    void everyFieldOfASampleIsOneOfItsType() {
        TYPES.forEach((name, type) ->
                assertThat(paths(throughType(name, type))).as(name).containsAll(paths(sample(name))));
    }

    @ParameterizedTest
    @CsvSource({
        "s3-object-created.json, s3-record.json",
        "s3-manifest-created.json, s3-record.json",
        "sqs-fan-out.json, sqs-record.json",
        "stream-photo-ready.json, dynamodb-record.json",
        "stream-photo-deleted.json, dynamodb-record.json",
        "stream-friendship-accepted.json, dynamodb-record.json"
    })
    void aRecordHasTheFieldsThatAwsWasRecordedToSend(String name, String recording) {
        Set<String> recorded = paths(recorded(recording));

        for (JsonNode item : sample(name).path("Records")) {
            assertThat(paths(withoutItems(item))).isEqualTo(recorded);
        }
    }

    @Test
    void keysAndMessagesAreOnesThatFunctionsRead() throws IOException {
        assertThat(PhotoKey.ofOriginalKey(objectKey("s3-object-created.json"))).isPresent();
        assertThat(PhotoKey.ofManifestKey(objectKey("s3-manifest-created.json")))
                .isPresent();
        for (JsonNode item : sample("sqs-fan-out.json").path("Records")) {
            assertThat(JSON.readValue(item.path("body").asText(), FanOutMessage.class))
                    .isNotNull();
        }
    }

    private static String objectKey(String name) {
        S3Event event = (S3Event) typed(name, S3Event.class);
        return event.getRecords().getFirst().getS3().getObject().getUrlDecodedKey();
    }

    private static Object typed(String name, Class<?> type) {
        return Objects.requireNonNull(serializer(type).fromJson(sample(name).toString()));
    }

    private static JsonNode throughType(String name, Class<?> type) {
        var written = new ByteArrayOutputStream();
        serializer(type).toJson(typed(name, type), written);
        try {
            return JSON.readTree(written.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static PojoSerializer<Object> serializer(Class<?> type) {
        return (PojoSerializer<Object>)
                LambdaEventSerializers.serializerFor(type, SampleEventsTest.class.getClassLoader());
    }

    private static JsonNode sample(String name) {
        try {
            return JSON.readTree(FOLDER.resolve(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode recorded(String name) {
        try (InputStream file = SampleEventsTest.class.getResourceAsStream("/aws/" + name)) {
            return withoutItems(JSON.readTree(file).path("record"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A record without what is in it of a table's items, and whether there was one before.
    private static JsonNode withoutItems(JsonNode item) {
        JsonNode copy = item.deepCopy();
        for (String image : new String[] {"Keys", "OldImage", "NewImage"}) {
            if (copy.path("dynamodb") instanceof ObjectNode change) {
                change.remove(image);
            }
        }
        return copy;
    }

    /// Where an event has values, such as `/Records/s3/object/key`; nulls are none.
    private static Set<String> paths(JsonNode node) {
        Set<String> paths = new TreeSet<>();
        collect("", node, paths);
        return paths;
    }

    private static void collect(String path, JsonNode node, Set<String> paths) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), paths));
        } else if (node.isArray()) {
            node.forEach(value -> collect(path, value, paths));
        } else if (!node.isNull()) {
            paths.add(path);
        }
    }
}
