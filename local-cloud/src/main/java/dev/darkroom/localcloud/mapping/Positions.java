package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.localcloud.durable.RecordLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A mapping's position in each shard of its stream, kept across restarts. Safe for use by many threads.
final class Positions implements AutoCloseable {
    private static final long REWRITE_BYTES = 256 << 10;
    private static final String STARTED = "started";

    private final Map<String, Position> byShard;
    private final RecordLog log;
    private boolean closed;

    /// @param after the last record that is done; empty before the first
    /// @param finished whether the shard is closed and all of it done
    record Position(Optional<String> after, boolean finished) {}

    private Positions(Map<String, Position> byShard, RecordLog log) {
        this.byShard = byShard;
        this.log = log;
    }

    /// Opens or creates the mapping's positions.
    static Positions open(Path file) {
        Map<String, Position> byShard = new LinkedHashMap<>();
        RecordLog log = RecordLog.open(file, record -> replay(record, byShard));
        return new Positions(byShard, log);
    }

    private static void replay(byte[] record, Map<String, Position> byShard) {
        try {
            JsonNode json = DynamoDbCalls.JSON.readTree(record);
            JsonNode after = json.path("after");
            byShard.put(
                    json.path("shard").asText(),
                    new Position(
                            after.isTextual() ? Optional.of(after.textValue()) : Optional.empty(),
                            json.path("finished").asBoolean()));
        } catch (IOException e) {
            throw new UncheckedIOException("a position that was written here is no JSON", e);
        }
    }

    /// Whether the mapping has run before: only a new one heeds its starting position.
    synchronized boolean started() {
        return byShard.containsKey(STARTED);
    }

    void markStarted() {
        put(STARTED, new Position(Optional.empty(), true));
    }

    synchronized Optional<Position> of(String shardId) {
        return Optional.ofNullable(byShard.get(shardId));
    }

    void advance(String shardId, String after) {
        put(shardId, new Position(Optional.of(after), false));
    }

    synchronized void finish(String shardId) {
        put(shardId, new Position(of(shardId).flatMap(Position::after), true));
    }

    /// After [#close] nothing is written any more: what ends late is done again.
    private synchronized void put(String shardId, Position position) {
        if (closed) {
            return;
        }
        byShard.put(shardId, position);
        if (log.sizeBytes() > REWRITE_BYTES) {
            log.rewrite(byShard.entrySet().stream()
                    .map(entry -> encode(entry.getKey(), entry.getValue()))
                    .toList());
        } else {
            log.append(encode(shardId, position));
        }
    }

    private static byte[] encode(String shardId, Position position) {
        var json = DynamoDbCalls.request().put("shard", shardId).put("finished", position.finished());
        position.after().ifPresent(number -> json.put("after", number));
        try {
            return DynamoDbCalls.JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a position cannot be written as JSON", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        log.close();
    }
}
