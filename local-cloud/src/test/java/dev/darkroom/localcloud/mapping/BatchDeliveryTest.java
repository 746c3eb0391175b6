package dev.darkroom.localcloud.mapping;

import static dev.darkroom.localcloud.mapping.StreamFixtures.FUNCTION;
import static dev.darkroom.localcloud.mapping.StreamFixtures.MAPPING;
import static dev.darkroom.localcloud.mapping.StreamFixtures.NOW;
import static dev.darkroom.localcloud.mapping.StreamFixtures.failed;
import static dev.darkroom.localcloud.mapping.StreamFixtures.mapping;
import static dev.darkroom.localcloud.mapping.StreamFixtures.record;
import static dev.darkroom.localcloud.mapping.StreamFixtures.records;
import static dev.darkroom.localcloud.mapping.StreamFixtures.reporting;
import static dev.darkroom.localcloud.mapping.StreamFixtures.returned;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.localcloud.AwsRecording;
import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.mapping.DiscardedBatch.Attempt;
import dev.darkroom.localcloud.mapping.DiscardedBatch.Condition;
import dev.darkroom.localcloud.mapping.StreamFixtures.Recorder;
import dev.darkroom.localcloud.stack.StreamMapping;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html>
class BatchDeliveryTest {
    private final List<DiscardedBatch> discarded = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;

    @Test
    void aBatchThatSucceedsIsSentOnce() {
        Recorder function = deliver(MAPPING, records(1, 3), batch -> returned("{\"batchItemFailures\":[]}"));

        assertThat(function.batches).containsExactly(List.of("1", "2", "3"));
        assertThat(ended).containsExactly("1", "2", "3");
        assertThat(discarded).isEmpty();
    }

    @Test
    void aFailedBatchIsSentAgainUntilItsRetriesAreUsedUp() {
        Recorder function = deliver(mapping(false, 2), records(1, 2), batch -> failed());

        assertThat(function.batches).hasSize(3).containsOnly(List.of("1", "2"));
        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(ended).containsExactly("1", "2");
        assertThat(discarded).singleElement().satisfies(batch -> {
            assertThat(batch.condition()).isEqualTo(Condition.RETRY_ATTEMPTS_EXHAUSTED);
            assertThat(batch.attempt().map(Attempt::count)).contains(3);
            assertThat(batch.attempt().flatMap(Attempt::functionError)).contains("Unhandled");
        });
    }

    @Test
    void withoutRetriesAFailedBatchIsGivenUpAtOnce() {
        Recorder function = deliver(mapping(false, 0), records(1, 2), batch -> failed());

        assertThat(function.batches).hasSize(1);
        assertThat(discarded).hasSize(1);
    }

    /// Against the recording of November 2025: what was sent, in which order, until the poisoned record was given up.
    @Test
    void theFirstFailureThatIsReportedIsWhereTheNextBatchBegins() {
        JsonNode recorded =
                AwsRecording.of("stream-mapping.json", "/batchItemFailures").json();
        List<String> delivered = new ArrayList<>();
        recorded.path("delivered").forEach(number -> delivered.add(number.asText()));
        StreamMapping mapping =
                mapping(false, recorded.path("MaximumRetryAttempts").asInt());
        int batchSize = recorded.path("BatchSize").asInt();
        var sent = new ArrayList<String>();

        for (int from = 1; from <= 6; from += batchSize) {
            deliver(mapping, records(from, from + batchSize - 1), batch -> {
                        assertThat(batch).hasSizeLessThanOrEqualTo(batchSize);
                        return batch.contains("6") ? reporting("6") : returned("null");
                    })
                    .batches
                    .forEach(sent::addAll);
        }

        assertThat(sent.stream()
                        .map(number -> "<sequence-number:" + number + ">")
                        .sorted())
                .containsExactlyElementsOf(delivered);
        assertThat(ended).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(discarded)
                .singleElement()
                .satisfies(batch -> AwsRecording.of("stream-mapping.json", "/batchItemFailures/record")
                        .assertMatches(DynamoDbCalls.JSON.readTree(batch.toJson(NOW, false))));
    }

    @Test
    void theLowestOfSeveralFailuresIsTheCheckpointAndAllAfterItComeAgain() {
        var failures = new AtomicInteger();
        Recorder function = deliver(
                MAPPING,
                records(1, 4),
                batch -> failures.getAndIncrement() == 0
                        ? returned("{\"batchItemFailures\":[{\"itemIdentifier\":\"4\"},{\"itemIdentifier\":\"2\"}]}")
                        : returned("{}"));

        assertThat(function.batches).containsExactly(List.of("1", "2", "3", "4"), List.of("2", "3", "4"));
    }

    @Test
    void anUnknownIdentifierFailsTheWholeBatch() {
        Recorder function = deliver(mapping(false, 1), records(1, 2), batch -> reporting("99"));

        assertThat(function.batches).hasSize(2).containsOnly(List.of("1", "2"));
        assertThat(discarded).hasSize(1);
    }

    @Test
    void bisectingIsolatesThePoisonedRecordAndIsNoRetry() {
        Recorder function =
                deliver(mapping(true, 1), records(1, 4), batch -> batch.contains("3") ? failed() : returned("{}"));

        assertThat(function.batches)
                .containsExactly(
                        List.of("1", "2", "3", "4"),
                        List.of("1", "2"),
                        List.of("3", "4"),
                        List.of("3"),
                        List.of("3"),
                        List.of("4"));
        assertThat(ended).containsExactly("1", "2", "3", "4");
        assertThat(discarded)
                .singleElement()
                .satisfies(batch -> assertThat(batch.records())
                        .extracting(StreamRecord::sequenceNumber)
                        .containsExactly("3"));
    }

    /// "The batch is bisected at the returned sequence number, and Lambda retries only the remaining records."
    @Test
    void bisectingSplitsAtTheFailureThatIsReported() {
        Recorder function = deliver(
                mapping(true, 1),
                records(1, 8),
                batch -> batch.contains("6")
                        ? batch.size() > 1 && !batch.getFirst().equals("6") ? reporting("6") : failed()
                        : returned("{}"));

        assertThat(function.batches)
                .containsExactly(numbers(1, 8), numbers(6, 8), numbers(6, 6), numbers(6, 6), numbers(7, 8));
        assertThat(ended).isEqualTo(numbers(1, 8));
    }

    /// "If your invocation fails and BisectBatchOnFunctionError is turned on, the batch is bisected regardless of your
    /// ReportBatchItemFailures setting."
    @Test
    void aBatchWhoseAnswerIsNotUnderstoodIsBisectedToo() {
        Recorder function =
                deliver(mapping(true, 0), records(1, 2), batch -> batch.size() > 1 ? reporting("") : returned("[]"));

        assertThat(function.batches).containsExactly(numbers(1, 2), numbers(1, 1), numbers(2, 2));
        assertThat(discarded).isEmpty();
    }

    @Test
    void bisectingSparesTheRecordsBehindAFirstOneThatIsReportedAgainAndAgain() {
        deliver(mapping(true, 1), records(1, 4), batch -> batch.contains("1") ? reporting("1") : returned("{}"));

        assertThat(discarded)
                .singleElement()
                .satisfies(batch -> assertThat(batch.records())
                        .extracting(StreamRecord::sequenceNumber)
                        .containsExactly("1"));
        assertThat(ended).containsExactly("1", "2", "3", "4");
    }

    @Test
    void whateverIsPoisonExactlyThatIsGivenUpAndEveryRecordEndsOnceAndInOrder() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            int size = 1 + random.nextInt(12);
            Set<String> poison = new TreeSet<>();
            for (int number = 1; number <= size; number++) {
                if (random.nextInt(4) == 0) {
                    poison.add(String.valueOf(number));
                }
            }
            discarded.clear();
            ended.clear();

            deliver(
                    mapping(true, random.nextInt(3)),
                    records(1, size),
                    batch -> batch.stream()
                            .filter(poison::contains)
                            .findFirst()
                            .map(first -> switch (random.nextInt(4)) {
                                case 0 -> reporting(first);
                                case 1 -> reporting("unknown");
                                default -> failed();
                            })
                            .orElseGet(() -> returned("{}")));

            assertThat(ended)
                    .as("seed %s", seed)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, size)
                            .mapToObj(String::valueOf)
                            .toList());
            assertThat(discarded)
                    .as("seed %s", seed)
                    .flatExtracting(DiscardedBatch::records)
                    .extracting(StreamRecord::sequenceNumber)
                    .containsExactlyInAnyOrderElementsOf(poison);
        }
    }

    @Test
    void throttlesAreNoRetries() {
        var calls = new AtomicInteger();
        Recorder function = deliver(
                mapping(false, 0),
                records(1, 1),
                batch -> calls.incrementAndGet() < 5 ? new InvocationResult.Throttled() : returned("{}"));

        assertThat(function.batches).hasSize(5);
        assertThat(discarded).isEmpty();
    }

    @Test
    void aFunctionThatCannotBeInvokedIsWaitedFor() {
        var calls = new AtomicInteger();
        deliver(mapping(false, 0), records(1, 1), batch -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("no function host yet");
            }
            return returned("{}");
        });

        assertThat(ended).containsExactly("1");
        assertThat(discarded).isEmpty();
    }

    @Test
    void recordsThatAreTooOldAreGivenUpBeforeTheyAreSent() {
        StreamMapping mapping = StreamFixtures.with(
                MAPPING, 10, 1, OptionalInt.empty(), Optional.of(Duration.ofMinutes(1)), false, List.of());
        List<StreamRecord> batch = List.of(record(1, "a", NOW.minusSeconds(61)), record(2, "b", NOW.minusSeconds(59)));

        Recorder function = deliver(mapping, batch, numbers -> returned("{}"));

        assertThat(function.batches).containsExactly(List.of("2"));
        assertThat(ended).containsExactly("1", "2");
        assertThat(discarded).singleElement().satisfies(given -> {
            assertThat(given.condition()).isEqualTo(Condition.RECORD_AGE_EXCEEDED);
            assertThat(given.attempt()).isEmpty();
        });
    }

    @Test
    void aThrottledBatchIsGivenUpWhenItsRecordsAreTooOldAndTheFunctionHasNotSeenIt() {
        StreamMapping mapping = StreamFixtures.with(
                MAPPING, 10, 1, OptionalInt.of(0), Optional.of(Duration.ofMinutes(1)), false, List.of());

        deliverInTime(mapping, batch -> new InvocationResult.Throttled());

        assertThat(elapsed).isGreaterThan(Duration.ofMinutes(1));
        assertThat(discarded).singleElement().satisfies(given -> {
            assertThat(given.condition()).isEqualTo(Condition.RECORD_AGE_EXCEEDED);
            assertThat(DynamoDbCalls.JSON.readTree(given.toJson(NOW, false)).has("responseContext"))
                    .isFalse();
        });
    }

    /// "-1 means infinite: failed records are retried until the record expires. The data retention limit for DynamoDB
    /// Streams is 24 hours", whatever longer age the mapping allows.
    @ParameterizedTest
    @ValueSource(ints = {-1, 604_800})
    void withoutALimitABatchIsRetriedForAsLongAsTheStreamKeepsIt(int maximumAgeSeconds) {
        Optional<Duration> age =
                Optional.of(maximumAgeSeconds).filter(seconds -> seconds > 0).map(Duration::ofSeconds);
        StreamMapping mapping = StreamFixtures.with(MAPPING, 10, 1, OptionalInt.empty(), age, false, List.of());

        Recorder function = deliverInTime(mapping, batch -> failed());

        assertThat(function.batches).hasSizeGreaterThan(1_000);
        assertThat(elapsed).isBetween(Duration.ofHours(24), Duration.ofHours(25));
        assertThat(discarded).singleElement().satisfies(given -> {
            assertThat(given.condition()).isEqualTo(Condition.RECORD_AGE_EXCEEDED);
            assertThat(given.attempt().flatMap(Attempt::functionError)).contains("Unhandled");
        });
    }

    @Test
    void tenThousandRetriesAreMadeWhereTheyAreAllowed() {
        assertThat(deliver(mapping(false, 10_000), records(1, 1), batch -> failed()).batches)
                .hasSize(10_001);
        assertThat(discarded)
                .singleElement()
                .satisfies(given -> assertThat(given.condition()).isEqualTo(Condition.RETRY_ATTEMPTS_EXHAUSTED));
    }

    @Test
    void aDestinationThatIsAwayIsTriedAgain() {
        var refusals = new AtomicInteger(3);
        OnFailure flaky = batch -> {
            if (refusals.getAndDecrement() > 0) {
                throw new IllegalStateException("away");
            }
            discarded.add(batch);
        };

        deliver(mapping(false, 0), records(1, 1), batch -> failed(), flaky, pauses::add);

        assertThat(discarded).hasSize(1);
        assertThat(ended).containsExactly("1");
    }

    @Test
    void whatIsClosedNeitherEndsNorGivesUp() {
        deliver(mapping(false, 0), records(1, 1), batch -> failed(), discarded::add, time -> false);

        assertThat(ended).isEmpty();
        assertThat(discarded).isEmpty();
    }

    /// Delivers one record, with pauses that pass at once on a clock of their own.
    private Recorder deliverInTime(StreamMapping mapping, Function<List<String>, InvocationResult> behaviour) {
        var function = new Recorder(behaviour);
        InstantSource clock = () -> NOW.plus(elapsed);
        var delivery = new BatchDelivery(
                mapping, FUNCTION, function, discarded::add, TimeScale.REAL, clock.withZone(ZoneOffset.UTC), time -> {
                    elapsed = elapsed.plus(time);
                    return true;
                });
        delivery.deliver("arn", "shard", records(1, 1), records -> ended.add("1"));
        assertThat(ended).containsExactly("1");
        return function;
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    private Recorder deliver(
            StreamMapping mapping, List<StreamRecord> batch, Function<List<String>, InvocationResult> behaviour) {
        return deliver(mapping, batch, behaviour, discarded::add, time -> time.isZero() || pauses.add(time));
    }

    private Recorder deliver(
            StreamMapping mapping,
            List<StreamRecord> batch,
            Function<List<String>, InvocationResult> behaviour,
            OnFailure onFailure,
            BatchDelivery.Pause pause) {
        var function = new Recorder(behaviour);
        var delivery = new BatchDelivery(
                mapping, FUNCTION, function, onFailure, TimeScale.REAL, Clock.fixed(NOW, ZoneOffset.UTC), pause);
        delivery.deliver(
                "arn:aws:dynamodb:us-east-1:123456789012:table/photos/stream/now",
                "shard",
                batch,
                records -> records.forEach(each -> ended.add(each.sequenceNumber())));
        return function;
    }
}
