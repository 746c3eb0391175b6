package dev.darkroom.localcloud.mapping;

import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.backend.QueueSender;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.stack.StreamMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Records, mappings and functions for tests of stream mappings.
final class StreamFixtures {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    static final FunctionTarget FUNCTION =
            new FunctionTarget("feed", "arn:aws:lambda:us-east-1:123456789012:function:feed");
    static final StreamMapping MAPPING = new StreamMapping(
            "PhotoChanged",
            "photos",
            StreamMapping.StartingPosition.TRIM_HORIZON,
            10,
            Duration.ZERO,
            1,
            OptionalInt.of(2),
            Optional.empty(),
            false,
            true,
            List.of(),
            Optional.empty());

    private StreamFixtures() {}

    static StreamRecord record(int number) {
        return record(number, "key" + number, NOW);
    }

    static StreamRecord record(int number, String key, Instant arrival) {
        var json = DynamoDbCalls.request().put("eventName", "INSERT");
        json.putObject("dynamodb")
                .put("ApproximateCreationDateTime", arrival.getEpochSecond())
                .put("SequenceNumber", String.valueOf(number))
                .putObject("Keys")
                .putObject("id")
                .put("S", key);
        return StreamRecord.of(json);
    }

    static List<StreamRecord> records(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(StreamFixtures::record).toList();
    }

    static List<String> numbers(byte[] event) {
        try {
            List<String> numbers = new ArrayList<>();
            DynamoDbCalls.JSON
                    .readTree(event)
                    .path("Records")
                    .forEach(record -> numbers.add(
                            record.path("dynamodb").path("SequenceNumber").asText()));
            return numbers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StreamMapping mapping(boolean bisects, int retries) {
        return with(MAPPING, 10, 1, OptionalInt.of(retries), Optional.empty(), bisects, List.of());
    }

    static StreamMapping with(
            StreamMapping base,
            int batchSize,
            int parallelization,
            OptionalInt retries,
            Optional<Duration> maximumAge,
            boolean bisects,
            List<String> filters) {
        return new StreamMapping(
                base.id(),
                base.tableName(),
                base.startingPosition(),
                batchSize,
                base.batchingWindow(),
                parallelization,
                retries,
                maximumAge,
                bisects,
                base.reportsBatchItemFailures(),
                filters,
                base.onFailure());
    }

    /// A function that keeps the sequence numbers of each batch it was sent.
    static final class Recorder implements FunctionInvoker {
        final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
        private final Function<List<String>, InvocationResult> behaviour;

        Recorder(Function<List<String>, InvocationResult> behaviour) {
            this.behaviour = behaviour;
        }

        @Override
        public InvocationResult invoke(String functionName, byte[] event, InvocationContext context) {
            List<String> numbers = numbers(event);
            batches.add(numbers);
            return behaviour.apply(numbers);
        }
    }

    /// Where mappings run that need nothing but a function and what takes their failures.
    static Surroundings surroundings(
            Path folder, FunctionInvoker function, QueueSender queues, FailureObjects objects) {
        return new Surroundings(
                new DynamoDbCalls(() -> URI.create("http://127.0.0.1:1")),
                folder,
                "us-east-1",
                "123456789012",
                function,
                queues,
                objects,
                RemovalOrigin.NO_EXPIRY,
                FAST,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /// A mapping at work on a stream in memory.
    static StreamPoller start(StreamMapping mapping, FunctionInvoker function, Path folder, StreamSource stream) {
        Surroundings surroundings =
                surroundings(folder, function, (queue, body, attributes) -> {}, (bucket, key, json) -> {});
        return StreamPoller.start(mapping, FUNCTION, surroundings, () -> stream);
    }

    static StreamMapping failingTo(String destination) {
        return new StreamMapping(
                MAPPING.id(),
                MAPPING.tableName(),
                MAPPING.startingPosition(),
                10,
                MAPPING.batchingWindow(),
                1,
                OptionalInt.of(1),
                Optional.empty(),
                false,
                true,
                List.of(),
                Optional.of(destination));
    }

    /// Every record that the function was sent, in order.
    static List<String> flat(Recorder function) {
        synchronized (function.batches) {
            return function.batches.stream().flatMap(List::stream).toList();
        }
    }

    static InvocationResult returned(String json) {
        return new InvocationResult.Returned(json.getBytes(StandardCharsets.UTF_8), "");
    }

    static InvocationResult reporting(String number) {
        return returned("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + number + "\"}]}");
    }

    static InvocationResult failed() {
        return new InvocationResult.Failed("Unhandled", new byte[0], "");
    }

    static final TimeScale FAST = new TimeScale(1000);
}
