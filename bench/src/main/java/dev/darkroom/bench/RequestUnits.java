package dev.darkroom.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// What each request used of DynamoDB, as the functions logged it.
final class RequestUnits {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final List<LogFile> logs;
    private final Map<String, Units> known = new HashMap<>();

    RequestUnits(List<LogFile> logs) {
        this.logs = List.copyOf(logs);
    }

    /// Capacity units of one request.
    record Units(double reads, double writes) {}

    /// Waits for a request's line.
    ///
    /// @throws IllegalStateException where no function has logged it after ten seconds
    Units of(String requestId) {
        long end = System.nanoTime() + LIMIT.toNanos();
        read();
        while (!known.containsKey(requestId)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no function has logged the request " + requestId);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            read();
        }
        return known.getOrDefault(requestId, new Units(0, 0));
    }

    private void read() {
        for (LogFile log : logs) {
            log.get().stream().filter(line -> line.contains("\"readUnits\"")).forEach(this::read);
        }
    }

    private void read(String line) {
        try {
            JsonNode fields = JSON.readTree(line);
            known.put(
                    fields.path("requestId").asText(),
                    new Units(
                            fields.path("readUnits").asDouble(),
                            fields.path("writeUnits").asDouble()));
        } catch (IOException e) {
            throw new UncheckedIOException("a log line that is not JSON", e);
        }
    }
}
