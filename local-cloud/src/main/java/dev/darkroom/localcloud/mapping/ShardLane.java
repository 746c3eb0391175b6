package dev.darkroom.localcloud.mapping;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A queue of records that are delivered in order, a batch at a time. A shard has as many as its mapping's
/// parallelization.
/// Source: polling and batching streams,
/// <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html>
final class ShardLane {
    private final int batchSize;
    private final Duration window;
    private final Deque<StreamRecord> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean closed;
    private boolean delivering;

    /// Delivers one batch to its end.
    @FunctionalInterface
    interface Delivery {
        /// Returns when all records of the batch have been delivered or given up.
        ///
        /// @return false where it was closed before
        boolean deliver(List<StreamRecord> batch);
    }

    ShardLane(int batchSize, Duration window) {
        this.batchSize = batchSize;
        this.window = window;
    }

    /// Takes what was read at once, so that it is also delivered at once.
    synchronized void offer(List<StreamRecord> records) {
        waiting.addAll(records);
        waitingBytes += records.stream().mapToLong(StreamRecord::sizeBytes).sum();
        notifyAll();
    }

    /// Whether it has as much to do that reading more would not help.
    synchronized boolean full() {
        return waiting.size() >= batchSize || waitingBytes >= EventSize.LIMIT_BYTES;
    }

    synchronized boolean delivering() {
        return delivering;
    }

    /// Ends [#run] after the delivery under way.
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /// Delivers until it is closed.
    void run(Delivery delivery) {
        try {
            List<StreamRecord> batch = next();
            while (!batch.isEmpty() && delivery.deliver(batch)) {
                batch = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for a batch: full by number or by bytes, or as long as the batching window, from its first record on, is
    /// open.
    ///
    /// @return empty once the lane is closed
    private synchronized List<StreamRecord> next() throws InterruptedException {
        delivering = false;
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        long deadline = System.nanoTime() + window.toNanos();
        long left = window.toMillis();
        while (!closed && !full() && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        List<StreamRecord> batch = closed ? List.of() : take();
        delivering = !batch.isEmpty();
        return batch;
    }

    private List<StreamRecord> take() {
        List<StreamRecord> batch = new ArrayList<>();
        long bytes = 0;
        while (!waiting.isEmpty() && batch.size() < batchSize) {
            bytes += waiting.getFirst().sizeBytes();
            if (bytes > EventSize.LIMIT_BYTES && !batch.isEmpty()) {
                break;
            }
            StreamRecord record = waiting.removeFirst();
            waitingBytes -= record.sizeBytes();
            batch.add(record);
        }
        return batch;
    }
}
