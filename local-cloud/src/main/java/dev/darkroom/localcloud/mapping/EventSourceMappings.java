package dev.darkroom.localcloud.mapping;

import dev.darkroom.localcloud.Activity;
import dev.darkroom.localcloud.stack.FunctionResource;
import dev.darkroom.localcloud.stack.QueueMapping;
import dev.darkroom.localcloud.stack.Stack;
import dev.darkroom.localcloud.stack.StreamMapping;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;

/// All event source mappings of a stack, at work.
public final class EventSourceMappings implements Activity, AutoCloseable {
    private static final Set<String> WRITES = Set.of(
            "PutItem",
            "UpdateItem",
            "DeleteItem",
            "BatchWriteItem",
            "TransactWriteItems",
            "ExecuteStatement",
            "BatchExecuteStatement",
            "ExecuteTransaction");

    private final List<StreamPoller> streams = new CopyOnWriteArrayList<>();
    private final List<QueuePoller> queues = new CopyOnWriteArrayList<>();

    private EventSourceMappings() {}

    /// Starts polling every stream and every queue that a function of the stack is mapped to. Tables, queues and
    /// functions must be there.
    ///
    /// @param sqs for the backend that has the queues; not closed here
    /// @throws IllegalArgumentException where a filter or an on-failure destination is not understood
    public static EventSourceMappings start(Stack stack, Surroundings surroundings, SqsClient sqs) {
        var mappings = new EventSourceMappings();
        try {
            for (FunctionResource function : stack.functions()) {
                for (StreamMapping mapping : function.streams()) {
                    mappings.streams.add(StreamPoller.start(mapping, function, surroundings));
                }
                for (QueueMapping mapping : function.queues()) {
                    mappings.queues.add(QueuePoller.start(
                            mapping,
                            function.name(),
                            stack.region(),
                            sqs,
                            surroundings.functions(),
                            surroundings.timeScale()));
                }
            }
            return mappings;
        } catch (RuntimeException e) {
            mappings.close();
            throw e;
        }
    }

    /// Says that DynamoDB has answered a request: where it may have changed a table, that table's stream is read at
    /// once, instead of at the next of four times a second.
    ///
    /// @param target the request's `X-Amz-Target`
    /// @param body the request's JSON
    public void answered(String target, byte[] body) {
        if (WRITES.contains(target.substring(target.indexOf('.') + 1))) {
            String text = new String(body, StandardCharsets.UTF_8);
            // The name of a table in an item's text wakes in vain, which does no harm.
            streams.stream().filter(stream -> text.contains(stream.tableName())).forEach(StreamPoller::wake);
        }
    }

    /// Records and messages that are not yet delivered.
    @Override
    public int pending() {
        return Stream.<Activity>concat(streams.stream(), queues.stream())
                .mapToInt(Activity::pending)
                .sum();
    }

    /// Stops polling, and gives deliveries under way a moment to end. What does not is delivered again.
    @Override
    public void close() {
        List<Thread> closing = Stream.<Runnable>concat(
                        streams.stream().map(stream -> stream::close),
                        queues.stream().map(queue -> queue::close))
                .map(Thread::startVirtualThread)
                .toList();
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
