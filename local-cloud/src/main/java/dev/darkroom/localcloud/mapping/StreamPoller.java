package dev.darkroom.localcloud.mapping;

import dev.darkroom.localcloud.Activity;
import dev.darkroom.localcloud.stack.FunctionResource;
import dev.darkroom.localcloud.stack.StreamMapping;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// An event source mapping from a table's stream to a function, at work.
///
/// It delivers every record at least once and in order within an item, from where it stopped the last time, shard
/// after shard: a shard is begun when its parent is done. `LATEST` is the stream's tip when the mapping is made, where
/// AWS
/// takes minutes to begin and may miss what comes meanwhile.
/// Source: Process DynamoDB records with Lambda,
/// <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html>
public final class StreamPoller implements Activity, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StreamPoller.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONG_PAUSE = Duration.ofDays(1);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final StreamMapping mapping;
    private final Duration window;
    private final Supplier<StreamSource> sources;
    private final Positions positions;
    private final StreamFilter filter;
    private final BatchDelivery delivery;
    private final Signal signal;
    private final Signal shardEnds = new Signal();
    private final Map<String, ShardReader> readers = new ConcurrentHashMap<>();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private volatile boolean settled;

    private StreamPoller(
            StreamMapping mapping,
            Duration window,
            Supplier<StreamSource> sources,
            Positions positions,
            StreamFilter filter,
            BatchDelivery delivery,
            Signal signal) {
        this.mapping = mapping;
        this.window = window;
        this.sources = sources;
        this.positions = positions;
        this.filter = filter;
        this.delivery = delivery;
        this.signal = signal;
    }

    /// Starts a mapping of a function. The position of a new one is fixed when this returns.
    ///
    /// @throws IllegalArgumentException where a filter or the on-failure destination is not understood
    public static StreamPoller start(StreamMapping mapping, FunctionResource function, Surroundings surroundings) {
        return start(
                mapping,
                new FunctionTarget(function.name(), function.arn()),
                surroundings,
                () -> DynamoDbStreamSource.open(
                        surroundings.dynamoDb(),
                        mapping.tableName(),
                        surroundings.region(),
                        surroundings.accountId(),
                        surroundings.removals(),
                        surroundings.clock()));
    }

    static StreamPoller start(
            StreamMapping mapping, FunctionTarget function, Surroundings surroundings, Supplier<StreamSource> sources) {
        StreamFilter filter = StreamFilter.of(mapping.filters());
        UUID id = UUID.nameUUIDFromBytes(mapping.id().getBytes(StandardCharsets.UTF_8));
        OnFailure onFailure = OnFailure.of(
                mapping.onFailure(), id, surroundings.queues(), surroundings.objects(), surroundings.clock());
        var signal = new Signal();
        var delivery = new BatchDelivery(
                mapping,
                function,
                surroundings.functions(),
                onFailure,
                surroundings.timeScale(),
                surroundings.clock(),
                signal::pause);
        Path file = surroundings.positionsFolder().resolve(id + ".log");
        var poller = new StreamPoller(
                mapping,
                surroundings.timeScale().scaled(mapping.batchingWindow()),
                sources,
                Positions.open(file),
                filter,
                delivery,
                signal);
        try {
            StreamSource source = sources.get();
            poller.fixStart(source);
            poller.startThread("coordinator", () -> poller.coordinate(source));
            return poller;
        } catch (RuntimeException e) {
            poller.close();
            throw e;
        }
    }

    /// A new mapping that begins at the latest record begins behind what is there now, also after a restart.
    private void fixStart(StreamSource source) {
        if (positions.started()) {
            return;
        }
        if (mapping.startingPosition() == StreamMapping.StartingPosition.LATEST) {
            for (StreamSource.Shard shard : source.shards()) {
                skip(source, shard.id());
            }
        }
        positions.markStarted();
    }

    private void skip(StreamSource source, String shardId) {
        Optional<String> iterator = Optional.of(source.iterator(shardId, Optional.empty()));
        boolean more = true;
        while (more && iterator.isPresent()) {
            StreamSource.Page page = source.read(iterator.get());
            more = !page.records().isEmpty();
            if (more) {
                positions.advance(shardId, page.records().getLast().sequenceNumber());
            }
            iterator = page.nextIterator();
        }
        if (iterator.isEmpty()) {
            positions.finish(shardId);
        }
    }

    private void coordinate(StreamSource first) {
        Optional<StreamSource> source = Optional.of(first);
        while (!signal.closed()) {
            long told = shardEnds.count();
            try {
                StreamSource current = source.orElseGet(sources);
                discover(current);
                // With no shard at work there is one to come, or the table was made anew with another stream.
                source = readers.isEmpty() ? Optional.empty() : Optional.of(current);
                settled = !readers.isEmpty() && shardEnds.count() == told;
            } catch (DynamoDbException | UncheckedIOException | IllegalStateException e) {
                LOG.log(Level.WARNING, "the stream of " + mapping.tableName() + " cannot be read: " + e.getMessage());
                source = Optional.empty();
            }
            shardEnds.awaitBeyond(told, readers.isEmpty() ? PAUSE : LONG_PAUSE);
        }
    }

    private void discover(StreamSource source) {
        List<StreamSource.Shard> shards = source.shards();
        Set<String> ids = shards.stream().map(StreamSource.Shard::id).collect(Collectors.toSet());
        for (StreamSource.Shard shard : shards) {
            boolean begins = shard.parentId()
                    .map(parent -> !ids.contains(parent) || finished(parent))
                    .orElse(true);
            if (begins && !finished(shard.id()) && !readers.containsKey(shard.id())) {
                begin(new ShardReader(shard.id(), source, mapping, window, filter, positions, signal), source);
            }
        }
    }

    private boolean finished(String shardId) {
        return positions.of(shardId).map(Positions.Position::finished).orElse(false);
    }

    private void begin(ShardReader reader, StreamSource source) {
        readers.put(reader.shardId(), reader);
        for (ShardLane lane : reader.lanes()) {
            startThread(
                    "lane",
                    () -> lane.run(
                            batch -> delivery.deliver(source.streamArn(), reader.shardId(), batch, reader::ended)));
        }
        startThread("reader", () -> read(reader));
    }

    private void read(ShardReader reader) {
        try {
            if (reader.read()) {
                positions.finish(reader.shardId());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            settled = false;
            reader.lanes().forEach(ShardLane::close);
            readers.remove(reader.shardId());
            shardEnds.wake();
        }
    }

    private void startThread(String role, Runnable work) {
        threads.add(Thread.ofVirtual().name(role + " " + mapping.id()).start(work));
    }

    /// The table whose stream it reads.
    String tableName() {
        return mapping.tableName();
    }

    /// Says that the table has changed: the stream is read at once.
    public void wake() {
        signal.wake();
    }

    /// Records read and not yet delivered; one more where the stream may hold some that are not read. That it is read
    /// to its tip counts from the last [#wake] on.
    @Override
    public int pending() {
        return readers.values().stream().mapToInt(ShardReader::pending).sum() + (settled ? 0 : 1);
    }

    /// Reads no more, and gives deliveries under way a moment to end; what does not is delivered again the next time.
    @Override
    public void close() {
        signal.close();
        shardEnds.close();
        readers.values().forEach(reader -> reader.lanes().forEach(ShardLane::close));
        long deadline = System.nanoTime() + GRACE.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        positions.close();
    }
}
