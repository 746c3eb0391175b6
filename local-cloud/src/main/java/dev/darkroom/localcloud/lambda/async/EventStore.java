package dev.darkroom.localcloud.lambda.async;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.darkroom.localcloud.durable.RecordLog;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The events not yet done, on disk. What a method says has happened survives the process once the method returns.
///
/// A record is an event's newest state, or its end. The log is rewritten when most of it is of events that are done.
final class EventStore implements AutoCloseable {
    private static final byte STATE = 's';
    private static final byte DONE = 'd';

    /// How long the log may grow before it is worth rewriting.
    private static final int RECORDS_BEFORE_REWRITE = 2_000;

    private final Map<String, QueuedEvent> events = new LinkedHashMap<>();
    private final RecordLog log;
    private int records;

    private EventStore(Path file) {
        log = RecordLog.open(file, this::replay);
        rewrite();
    }

    static EventStore open(Path file) {
        return new EventStore(file);
    }

    /// All that are not done, oldest first.
    synchronized List<QueuedEvent> events() {
        return List.copyOf(events.values());
    }

    synchronized int size() {
        return events.size();
    }

    /// Keeps a new event, or the newer state of one it has.
    synchronized void put(QueuedEvent event) {
        log.append(record(STATE, event.encoded()));
        events.put(event.requestId(), event);
        records++;
    }

    /// Forgets an event.
    synchronized void done(String requestId) {
        log.append(record(DONE, requestId.getBytes(UTF_8)));
        events.remove(requestId);
        records++;
        if (records > RECORDS_BEFORE_REWRITE && records > 4 * events.size()) {
            rewrite();
        }
    }

    private void rewrite() {
        log.rewrite(events.values().stream()
                .map(event -> record(STATE, event.encoded()))
                .toList());
        records = events.size();
    }

    private void replay(byte[] record) {
        byte[] content = Arrays.copyOfRange(record, 1, record.length);
        if (record[0] == DONE) {
            events.remove(new String(content, UTF_8));
        } else {
            var event = QueuedEvent.decode(content);
            events.put(event.requestId(), event);
        }
    }

    private static byte[] record(byte kind, byte[] content) {
        var record = new byte[1 + content.length];
        record[0] = kind;
        System.arraycopy(content, 0, record, 1, content.length);
        return record;
    }

    @Override
    public synchronized void close() {
        log.close();
    }
}
