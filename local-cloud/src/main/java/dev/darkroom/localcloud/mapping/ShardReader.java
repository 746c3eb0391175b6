package dev.darkroom.localcloud.mapping;

import dev.darkroom.localcloud.stack.StreamMapping;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads one shard for one mapping, and hands what passes the filters to its lanes.
///
/// A quiet shard is read four times a second, as on AWS, and at once when the mapping is told of a change; after a
/// record, or such a word, it is read more often for a while.
final class ShardReader {
    private static final System.Logger LOG = System.getLogger(ShardReader.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
    private static final Duration PAUSE_WHILE_BUSY = Duration.ofMillis(20);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
    /// DynamoDB Local says so now and then of a shard that has just begun.
    private static final int TRIES_BEFORE_TRIMMED = 3;

    private final String shardId;
    private final StreamSource source;
    private final StreamFilter filter;
    private final Signal signal;
    private final Progress progress;
    private final List<ShardLane> lanes;
    private Optional<String> lastRead;
    private int timesTrimmed;
    private volatile long atTip = -1;

    ShardReader(
            String shardId,
            StreamSource source,
            StreamMapping mapping,
            Duration window,
            StreamFilter filter,
            Positions positions,
            Signal signal) {
        this.shardId = shardId;
        this.source = source;
        this.filter = filter;
        this.signal = signal;
        this.lastRead = positions.of(shardId).flatMap(Positions.Position::after);
        this.progress = new Progress(after -> positions.advance(shardId, after));
        this.lanes = Stream.generate(() -> new ShardLane(mapping.batchSize(), window))
                .limit(mapping.parallelization())
                .toList();
    }

    String shardId() {
        return shardId;
    }

    /// The queues to be emptied, each by a thread of its own.
    List<ShardLane> lanes() {
        return lanes;
    }

    void ended(List<StreamRecord> records) {
        progress.end(records.stream().map(StreamRecord::sequenceNumber).toList());
    }

    /// Records read and not ended; one more where there may be some that are not read.
    int pending() {
        return progress.open() + (atTip == signal.count() ? 0 : 1);
    }

    /// Reads until the shard is closed and all of it has ended, or the mapping is closed, or the shard is no more.
    ///
    /// @return whether the shard is done
    boolean read() throws InterruptedException {
        Optional<String> iterator = Optional.empty();
        Duration idle = FIRST_PAUSE;
        while (!signal.closed()) {
            long told = signal.count();
            try {
                String current = iterator.isPresent() ? iterator.get() : source.iterator(shardId, lastRead);
                StreamSource.Page page = source.read(current);
                timesTrimmed = 0;
                take(page.records());
                iterator = page.nextIterator();
                if (iterator.isEmpty()) {
                    return awaitEnd();
                }
                boolean quiet = page.records().isEmpty();
                atTip = quiet ? told : -1;
                idle = quiet && !signal.awaitBeyond(told, idle) ? longer(idle) : FIRST_PAUSE;
                pauseWhileBusy();
            } catch (DynamoDbException | UncheckedIOException e) {
                iterator = Optional.empty();
                recover(e);
                if (e instanceof DynamoDbException refused && refused.is("ResourceNotFoundException")) {
                    return false;
                }
            }
        }
        return false;
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void take(List<StreamRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        progress.begin(records.stream().map(StreamRecord::sequenceNumber).toList());
        Map<Boolean, List<StreamRecord>> byPassing =
                records.stream().collect(Collectors.partitioningBy(filter::passes));
        ended(byPassing.getOrDefault(false, List.of()));
        byPassing.getOrDefault(true, List.of()).stream()
                .collect(Collectors.groupingBy(
                        record -> lanes.get(Math.floorMod(record.key().hashCode(), lanes.size()))))
                .forEach(ShardLane::offer);
        lastRead = Optional.of(records.getLast().sequenceNumber());
    }

    /// Reading ahead of a function that is at work gains nothing, and takes time from it.
    private void pauseWhileBusy() {
        while (lanes.stream().anyMatch(ShardLane::full) && signal.pause(PAUSE_WHILE_BUSY)) {
            // Until there is room.
        }
        if (lanes.stream().allMatch(ShardLane::delivering)) {
            signal.pause(PAUSE_WHILE_BUSY);
        }
    }

    private boolean awaitEnd() throws InterruptedException {
        while (!progress.awaitNoneOpen(LONGEST_PAUSE)) {
            if (signal.closed()) {
                return false;
            }
        }
        return true;
    }

    private void recover(RuntimeException failure) {
        if (signal.closed()) {
            return;
        }
        LOG.log(Level.DEBUG, "the shard " + shardId + " could not be read", failure);
        boolean trimmed = failure instanceof DynamoDbException refused && refused.is("TrimmedDataAccessException");
        timesTrimmed = trimmed ? timesTrimmed + 1 : 0;
        if (timesTrimmed == TRIES_BEFORE_TRIMMED && lastRead.isPresent()) {
            LOG.log(Level.WARNING, "records of {0} were trimmed before they could be read", shardId);
            lastRead = Optional.empty();
        }
        signal.pause(PAUSE_AFTER_FAILURE);
    }
}
