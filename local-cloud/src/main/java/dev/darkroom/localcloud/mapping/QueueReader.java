package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.stack.QueueMapping;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/// Gathers a queue's messages into batches: what there is, or what comes within the window after the first message,
/// until the batch is full by number or by bytes. Messages that no filter lets pass are deleted, as on AWS, and are no
/// part of a batch.
/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html>
final class QueueReader {
    private static final System.Logger LOG = System.getLogger(QueueReader.class.getName());
    /// Stopping, of the mapping and of ElasticMQ, waits for a long poll to end.
    private static final int LONG_POLL_SECONDS = 1;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final QueueMapping mapping;
    private final MessageQueue queue;
    private final QueueFilter filter;
    private final Duration window;
    private final String region;
    private final Signal signal;

    /// A message, and what the function gets of it.
    record Entry(Message message, ObjectNode record, int sizeBytes) {}

    QueueReader(QueueMapping mapping, MessageQueue queue, Duration window, String region, Signal signal) {
        this.mapping = mapping;
        this.queue = queue;
        this.filter = QueueFilter.of(mapping.filters());
        this.window = window;
        this.region = region;
        this.signal = signal;
    }

    /// Reads once, or for as long as a window is open.
    ///
    /// @return batches, each small enough for one event; none where nothing came
    List<List<Entry>> read() {
        List<Entry> gathered = new ArrayList<>();
        try {
            gather(gathered);
        } catch (SdkException e) {
            if (!signal.closed()) {
                LOG.log(Level.WARNING, "the queue " + mapping.queueArn() + " cannot be read: " + e.getMessage());
                signal.pause(PAUSE_AFTER_FAILURE);
            }
        }
        return EventSize.split(gathered, Entry::sizeBytes);
    }

    private void gather(List<Entry> gathered) {
        take(queue.receive(mapping.batchSize(), LONG_POLL_SECONDS), gathered);
        long deadline = System.nanoTime() + window.toNanos();
        while (!gathered.isEmpty() && !full(gathered) && System.nanoTime() < deadline && !signal.closed()) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            int seconds = (int) Math.min(LONG_POLL_SECONDS, left.toSeconds());
            if (seconds == 0) {
                // Queues wait for whole seconds only.
                signal.pause(left);
            }
            take(queue.receive(mapping.batchSize() - gathered.size(), seconds), gathered);
        }
    }

    private boolean full(List<Entry> gathered) {
        return gathered.size() >= mapping.batchSize()
                || gathered.stream().mapToLong(Entry::sizeBytes).sum() >= EventSize.LIMIT_BYTES;
    }

    private void take(List<Message> received, List<Entry> gathered) {
        List<Message> dropped = new ArrayList<>();
        for (Message message : received) {
            ObjectNode record = QueueEvent.record(message, mapping.queueArn(), region);
            if (filter.passes(record)) {
                gathered.add(new Entry(message, record, EventSize.of(record)));
            } else {
                dropped.add(message);
            }
        }
        queue.delete(dropped);
    }
}
