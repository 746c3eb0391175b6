package dev.darkroom.localcloud.expiry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.durable.RecordLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which items expiry removed, known across restarts for longer than a stream keeps its records.
///
/// A removal is written down before it is made, since the stream may tell of it at once, and struck out if it is not
/// made. Whoever asks in between waits. After a crash in between it counts as made; if it was not, the next sweep makes
/// it.
final class RemovalLog implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration KEPT = Duration.ofHours(25);
    private static final long REWRITE_BYTES = 4 << 20;

    private final Map<Item, Instant> removed;
    private final Set<Item> underWay = new HashSet<>();
    private final RecordLog log;
    private final Clock clock;
    private long sizeAfterRewrite;

    private record Item(String table, JsonNode key) {}

    /// A removal that may be made.
    final class Intent implements AutoCloseable {
        private final Item item;
        private boolean refused;

        private Intent(Item item) {
            this.item = item;
        }

        /// It was not made.
        void refused() {
            refused = true;
        }

        /// Strikes it out if it was not made. What became of a call without an answer is not known; it counts as made.
        @Override
        public void close() {
            settle(item, !refused);
        }
    }

    private RemovalLog(Map<Item, Instant> removed, RecordLog log, Clock clock) {
        this.removed = removed;
        this.log = log;
        this.clock = clock;
        this.sizeAfterRewrite = log.sizeBytes();
    }

    static RemovalLog open(Path file, Clock clock) {
        Map<Item, Instant> removed = new HashMap<>();
        return new RemovalLog(removed, RecordLog.open(file, record -> replay(record, removed)), clock);
    }

    private static void replay(byte[] record, Map<Item, Instant> removed) {
        try {
            JsonNode json = JSON.readTree(record);
            var item = new Item(json.path("table").asText(), json.path("key"));
            if (json.path("made").asBoolean()) {
                removed.put(item, Instant.ofEpochSecond(json.path("at").asLong()));
            } else {
                removed.remove(item);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a removal that was written here is no JSON", e);
        }
    }

    /// Writes a removal down before it is made.
    synchronized Intent intend(String table, JsonNode key) {
        var item = new Item(table, key);
        Instant now = clock.instant();
        forgetOld(now);
        log.append(encode(item, now, true));
        removed.put(item, now);
        underWay.add(item);
        return new Intent(item);
    }

    private void forgetOld(Instant now) {
        if (log.sizeBytes() > sizeAfterRewrite + REWRITE_BYTES) {
            removed.values().removeIf(at -> at.isBefore(now.minus(KEPT)));
            log.rewrite(removed.entrySet().stream()
                    .map(entry -> encode(entry.getKey(), entry.getValue(), true))
                    .toList());
            sizeAfterRewrite = log.sizeBytes();
        }
    }

    private synchronized void settle(Item item, boolean made) {
        underWay.remove(item);
        if (!made) {
            removed.remove(item);
            log.append(encode(item, clock.instant(), false));
        }
        notifyAll();
    }

    private static byte[] encode(Item item, Instant at, boolean made) {
        ObjectNode json = JSON.createObjectNode()
                .put("table", item.table())
                .put("at", at.getEpochSecond())
                .put("made", made);
        json.set("key", item.key());
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Whether this item was removed here.
    synchronized boolean knows(String table, JsonNode key) {
        var item = new Item(table, key);
        try {
            while (underWay.contains(item)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return removed.containsKey(item);
    }

    @Override
    public synchronized void close() {
        log.close();
    }
}
