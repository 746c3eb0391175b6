package dev.darkroom.localcloud.mapping;

import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.mapping.DiscardedBatch.Attempt;
import dev.darkroom.localcloud.mapping.DiscardedBatch.Condition;
import dev.darkroom.localcloud.stack.StreamMapping;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Delivers a batch of stream records to a function: until it succeeds, in parts where it must, or gives it up.
///
/// A failed batch is split where the mapping bisects, which is no retry, and else sent again until its retries or its
/// records' time are used up. A function that reports batch item failures moves on to the first record that it names;
/// what comes from there counts as a new batch. Where it names the first, the batch is treated as failed.
/// AWS publishes no delays; here they begin at half a second and double up to 30 s, times the time scale.
/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html>
final class BatchDelivery {
    /// How long a stream keeps a record.
    static final Duration RETENTION = Duration.ofHours(24);

    private static final System.Logger LOG = System.getLogger(BatchDelivery.class.getName());
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final int MAX_DOUBLINGS = 6;

    private final StreamMapping mapping;
    private final FunctionTarget function;
    private final FunctionInvoker invoker;
    private final OnFailure onFailure;
    private final TimeScale timeScale;
    private final Clock clock;
    private final Pause pause;

    /// Lets time pass.
    @FunctionalInterface
    interface Pause {
        /// Returns when the time is over.
        ///
        /// @return false where the mapping is being closed instead
        boolean pause(Duration time);
    }

    /// Records to be sent together.
    ///
    /// @param count how often they have been sent
    private record Part(List<StreamRecord> records, int count, Optional<Attempt> last) {
        static Part fresh(List<StreamRecord> records) {
            return new Part(records, 0, Optional.empty());
        }
    }

    BatchDelivery(
            StreamMapping mapping,
            FunctionTarget function,
            FunctionInvoker invoker,
            OnFailure onFailure,
            TimeScale timeScale,
            Clock clock,
            Pause pause) {
        this.mapping = mapping;
        this.function = function;
        this.invoker = invoker;
        this.onFailure = onFailure;
        this.timeScale = timeScale;
        this.clock = clock;
        this.pause = pause;
    }

    /// Delivers the batch.
    ///
    /// @param ended takes the records that were delivered or given up, part by part, in order
    /// @return false where the mapping was closed before all had ended
    boolean deliver(String streamArn, String shardId, List<StreamRecord> batch, Consumer<List<StreamRecord>> ended) {
        return new Run(streamArn, shardId, ended).deliver(batch);
    }

    private final class Run {
        private final String streamArn;
        private final String shardId;
        private final Consumer<List<StreamRecord>> ended;
        private final Deque<Part> parts = new ArrayDeque<>();
        private int throttles;

        Run(String streamArn, String shardId, Consumer<List<StreamRecord>> ended) {
            this.streamArn = streamArn;
            this.shardId = shardId;
            this.ended = ended;
        }

        boolean deliver(List<StreamRecord> batch) {
            parts.push(Part.fresh(batch));
            boolean open = true;
            while (open && !parts.isEmpty()) {
                Part part = parts.pop();
                int tooOld = tooOld(part.records());
                if (tooOld > 0) {
                    pushRest(part, tooOld);
                    open = giveUp(part.records().subList(0, tooOld), Condition.RECORD_AGE_EXCEEDED, part.last());
                } else {
                    open = pause.pause(Duration.ZERO) && invoke(part);
                }
            }
            return open;
        }

        /// How many records at the beginning have waited too long.
        private int tooOld(List<StreamRecord> records) {
            Duration limit = mapping.maximumRecordAge()
                    .map(timeScale::scaled)
                    .filter(age -> age.compareTo(RETENTION) < 0)
                    .orElse(RETENTION);
            Instant oldest = clock.instant().minus(limit);
            return (int) records.stream()
                    .takeWhile(record -> record.arrival().isBefore(oldest))
                    .count();
        }

        private void pushRest(Part part, int ended) {
            if (ended < part.records().size()) {
                parts.push(new Part(part.records().subList(ended, part.records().size()), part.count(), part.last()));
            }
        }

        private boolean invoke(Part part) {
            String requestId = UUID.randomUUID().toString();
            int count = part.count() + 1;
            byte[] event = DiscardedBatch.event(part.records()).toString().getBytes(StandardCharsets.UTF_8);
            return switch (invoke(event, new InvocationContext(requestId, Optional.empty(), Optional.empty(), count))) {
                case InvocationResult.Returned returned -> returned(part, count, requestId, returned.payload());
                case InvocationResult.Failed failed ->
                    // What fails while the cloud stops has not failed.
                    pause.pause(Duration.ZERO)
                            && failed(part, new Attempt(requestId, count, Optional.of(failed.kind())));
                // DynamoDB hands no lineage on, so its mappings meet no loops.
                case InvocationResult.Throttled _, InvocationResult.Recursive _ -> {
                    parts.push(part);
                    yield pause.pause(delay(++throttles));
                }
            };
        }

        /// What keeps a function from being invoked at all is waited out, as a throttle is.
        private InvocationResult invoke(byte[] event, InvocationContext context) {
            try {
                return invoker.invoke(function.name(), event, context);
            } catch (RuntimeException e) { // whatever it is, the function has not seen the records
                LOG.log(Level.WARNING, "{0} could not be invoked: {1}", function.name(), e);
                return new InvocationResult.Throttled();
            }
        }

        private boolean returned(Part part, int count, String requestId, byte[] payload) {
            List<StreamRecord> records = part.records();
            BatchResponse response = mapping.reportsBatchItemFailures()
                    ? BatchResponse.read(
                            payload,
                            records.stream().map(StreamRecord::sequenceNumber).collect(Collectors.toSet()))
                    : new BatchResponse.AllSucceeded();
            var attempt = new Attempt(requestId, count, Optional.empty());
            return switch (response) {
                case BatchResponse.AllSucceeded() -> {
                    ended.accept(records);
                    yield true;
                }
                case BatchResponse.SomeFailed some -> {
                    int first = firstOf(records, some);
                    if (first == 0) {
                        yield failed(part, attempt);
                    }
                    ended.accept(records.subList(0, first));
                    parts.push(Part.fresh(records.subList(first, records.size())));
                    yield pause.pause(delay(1));
                }
                case BatchResponse.Malformed malformed -> {
                    LOG.log(Level.WARNING, "{0}, request {1}: {2}", function.name(), requestId, malformed.reason());
                    yield failed(part, attempt);
                }
            };
        }

        /// The failure with the lowest sequence number is the checkpoint.
        private static int firstOf(List<StreamRecord> records, BatchResponse.SomeFailed failures) {
            int first = 0;
            while (!failures.identifiers().contains(records.get(first).sequenceNumber())) {
                first++;
            }
            return first;
        }

        private boolean failed(Part part, Attempt attempt) {
            List<StreamRecord> records = part.records();
            if (mapping.bisectOnError() && records.size() > 1) {
                int middle = records.size() / 2;
                parts.push(Part.fresh(records.subList(middle, records.size())));
                parts.push(Part.fresh(records.subList(0, middle)));
                return pause.pause(delay(1));
            }
            if (mapping.maximumRetries().isPresent()
                    && attempt.count() > mapping.maximumRetries().getAsInt()) {
                return giveUp(records, Condition.RETRY_ATTEMPTS_EXHAUSTED, Optional.of(attempt));
            }
            parts.push(new Part(records, attempt.count(), Optional.of(attempt)));
            return pause.pause(delay(attempt.count()));
        }

        /// Tries until the destination takes them: nothing is lost because it is away for a while.
        private boolean giveUp(List<StreamRecord> records, Condition condition, Optional<Attempt> last) {
            var batch = new DiscardedBatch(function.arn(), streamArn, shardId, records, condition, last);
            for (int failures = 1; ; failures++) {
                try {
                    onFailure.discard(batch);
                    ended.accept(records);
                    return true;
                } catch (RuntimeException e) { // whatever an adapter throws, the records are not kept yet
                    LOG.log(Level.WARNING, "the on-failure destination of {0} took nothing: {1}", mapping.id(), e);
                    if (!pause.pause(delay(failures))) {
                        return false;
                    }
                }
            }
        }

        private Duration delay(int failures) {
            return timeScale.scaled(FIRST_DELAY.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS)));
        }
    }
}
