package dev.darkroom.bench;

import dev.darkroom.client.Cloud;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// One cloud with the empty function: how long events take to reach it, and how many do in a second.
final class EventSide implements AutoCloseable {
    private final EventSender sender;
    private final Arrivals arrivals;
    private int probes;

    EventSide(Cloud cloud, Arrivals arrivals) {
        this.sender = new EventSender(cloud);
        this.arrivals = arrivals;
    }

    /// Events one after the other, the paths in turn: from before the causing request is sent until the function's
    /// first line runs.
    ///
    /// @param warmUp of the rounds, those at the beginning that are not counted
    /// @return milliseconds
    Map<EventPath, List<Double>> latencies(int warmUp, int rounds) {
        Map<EventPath, List<Double>> millis = new EnumMap<>(EventPath.class);
        for (int round = -warmUp; round < rounds; round++) {
            for (EventPath path : EventPath.values()) {
                String probe = next();
                long sent = micros();
                sender.send(path, probe);
                long arrived = arrivals.await(List.of(probe)).getOrDefault(probe, 0L);
                if (round >= 0) {
                    millis.computeIfAbsent(path, _ -> new ArrayList<>()).add((arrived - sent) / 1e3);
                }
            }
        }
        return millis;
    }

    /// Many events at once, sent while others arrive: from before the first is sent until the last has arrived.
    ///
    /// @return events a second
    double rate(EventPath path, int events) throws InterruptedException {
        List<String> sent = IntStream.range(0, events).mapToObj(_ -> next()).toList();
        long began = micros();
        sender.sendAll(path, sent);
        long last = arrivals.await(sent).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        return events / ((last - began) / 1e6);
    }

    private String next() {
        probes++;
        return "probe-" + probes;
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    @Override
    public void close() {
        sender.close();
    }
}
