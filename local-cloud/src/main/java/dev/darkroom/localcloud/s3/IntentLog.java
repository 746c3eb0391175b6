package dev.darkroom.localcloud.s3;

import dev.darkroom.localcloud.durable.RecordLog;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Which changes were begun and not yet finished, and the highest sequencer given out.
///
/// A record is an [Intent], or two sequencers: of the intent that ended (0 for none), and the highest at that time.
final class IntentLog implements AutoCloseable {
    private static final int END_BYTES = 2 * Long.BYTES;
    private static final long COMPACTION_BYTES = 4 << 20;

    private final RecordLog log;
    private final Map<Long, Intent> open;
    private final Sequencers sequencers;

    private IntentLog(RecordLog log, Map<Long, Intent> open, Sequencers sequencers) {
        this.log = log;
        this.open = open;
        this.sequencers = sequencers;
    }

    static IntentLog open(Path file) {
        var open = new ConcurrentHashMap<Long, Intent>();
        var highest = new AtomicLong();
        var log = RecordLog.open(file, record -> {
            if (record.length == END_BYTES) {
                var end = ByteBuffer.wrap(record);
                open.remove(end.getLong());
                highest.accumulateAndGet(end.getLong(), Math::max);
            } else {
                var intent = Intent.of(record);
                open.put(intent.sequencer(), intent);
                highest.accumulateAndGet(intent.sequencer(), Math::max);
            }
        });
        return new IntentLog(log, open, new Sequencers(highest.get()));
    }

    /// Records that a change is about to happen.
    synchronized Intent begin(String operation, String bucket, String key) {
        var intent = new Intent(sequencers.next(), operation, bucket, key);
        log.append(intent.toBytes());
        open.put(intent.sequencer(), intent);
        return intent;
    }

    /// Records that the change happened and its events are queued, or that it did not happen.
    synchronized void end(Intent intent) {
        open.remove(intent.sequencer());
        log.append(end(intent.sequencer(), sequencers.last()));
        if (log.sizeBytes() > COMPACTION_BYTES) {
            List<byte[]> records = new ArrayList<>();
            records.add(end(0, sequencers.last()));
            open.values().forEach(other -> records.add(other.toBytes()));
            log.rewrite(records);
        }
    }

    /// A sequencer after all that were given out.
    long nextSequencer() {
        return sequencers.next();
    }

    Collection<Intent> open() {
        return List.copyOf(open.values());
    }

    private static byte[] end(long intent, long highest) {
        return ByteBuffer.allocate(END_BYTES).putLong(intent).putLong(highest).array();
    }

    @Override
    public void close() {
        log.close();
    }
}
