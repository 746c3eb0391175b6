package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.Activity;
import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.lambda.TraceHeader;
import dev.darkroom.localcloud.mapping.QueueReader.Entry;
import dev.darkroom.localcloud.stack.QueueMapping;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// An event source mapping from a queue to a function, at work.
///
/// It deletes what the function took; what it did not take, a throttled batch included, comes back when its visibility
/// timeout ends, and goes to the dead-letter queue by the queue's own redrive policy. So do messages that Lambda takes
/// for a loop. Without a maximum concurrency it runs five batches at once, the number with which AWS begins.
/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html>
public final class QueuePoller implements Activity, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(QueuePoller.class.getName());
    private static final int DEFAULT_CONCURRENCY = 5;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final QueueMapping mapping;
    private final String functionName;
    private final MessageQueue queue;
    private final QueueReader reader;
    private final FunctionInvoker invoker;
    private final Semaphore concurrency;
    private final int maximumConcurrency;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Signal signal;
    private final Thread thread;

    private QueuePoller(
            QueueMapping mapping,
            String functionName,
            MessageQueue queue,
            QueueReader reader,
            FunctionInvoker invoker,
            Signal signal) {
        this.mapping = mapping;
        this.functionName = functionName;
        this.queue = queue;
        this.reader = reader;
        this.invoker = invoker;
        this.signal = signal;
        this.maximumConcurrency = mapping.maximumConcurrency().orElse(DEFAULT_CONCURRENCY);
        this.concurrency = new Semaphore(maximumConcurrency);
        this.thread = Thread.ofVirtual().name("queue " + mapping.id()).unstarted(this::poll);
    }

    /// Starts a mapping of a function.
    ///
    /// @param sqs for the backend that has the queue
    /// @throws IllegalArgumentException where a filter is not understood
    /// @throws SdkException where there is no such queue
    public static QueuePoller start(
            QueueMapping mapping,
            String functionName,
            String region,
            SqsClient sqs,
            FunctionInvoker invoker,
            TimeScale timeScale) {
        var signal = new Signal();
        MessageQueue queue = MessageQueue.open(sqs, mapping.queueArn());
        var reader = new QueueReader(mapping, queue, timeScale.scaled(mapping.batchingWindow()), region, signal);
        var poller = new QueuePoller(mapping, functionName, queue, reader, invoker, signal);
        poller.thread.start();
        return poller;
    }

    /// Reads only when a batch could run at once, since messages that are read are hidden for a time only.
    private void poll() {
        try {
            while (!signal.closed()) {
                concurrency.acquire();
                List<List<Entry>> batches = reader.read();
                concurrency.release();
                for (List<Entry> batch : batches) {
                    concurrency.acquire();
                    begin(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(List<Entry> batch) {
        if (signal.closed()) {
            // They need not wait for their visibility timeout.
            queue.giveBack(batch.stream().map(Entry::message).toList());
            concurrency.release();
        } else {
            inFlight.incrementAndGet();
            Thread.ofVirtual().name("batch " + mapping.id()).start(() -> deliverOne(batch));
        }
    }

    private void deliverOne(List<Entry> batch) {
        try {
            deliver(batch);
        } catch (RuntimeException e) { // whatever it is: what is not deleted comes back
            LOG.log(Level.WARNING, "a batch of " + mapping.queueArn() + " comes back", e);
        } finally {
            concurrency.release();
            inFlight.decrementAndGet();
        }
    }

    /// Messages that would be a loop go apart from the others, which would not run either.
    private void deliver(List<Entry> batch) {
        Map<Boolean, List<Entry>> byLoop = batch.stream()
                .collect(Collectors.partitioningBy(
                        entry -> trace(List.of(entry.message())).isLoopOf(functionName)));
        invoke(byLoop.getOrDefault(false, List.of()));
        invoke(byLoop.getOrDefault(true, List.of()));
    }

    private static TraceHeader trace(List<Message> messages) {
        return TraceHeader.ofBatch(messages.stream()
                .flatMap(message ->
                        Stream.ofNullable(message.attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER)))
                .toList());
    }

    private void invoke(List<Entry> batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<ObjectNode> records = batch.stream().map(Entry::record).toList();
        List<Message> messages = batch.stream().map(Entry::message).toList();
        var context = new InvocationContext(
                UUID.randomUUID().toString(), trace(messages).text(), Optional.empty(), attempt(messages));
        byte[] event = QueueEvent.of(records).toString().getBytes(StandardCharsets.UTF_8);
        switch (invoker.invoke(functionName, event, context)) {
            case InvocationResult.Returned returned -> deleteWhatSucceeded(messages, context, returned.payload());
            case InvocationResult.Failed failed ->
                LOG.log(
                        Level.DEBUG,
                        "{0}, request {1}: {2}; {3} messages come back",
                        functionName,
                        context.requestId(),
                        failed.kind(),
                        messages.size());
            case InvocationResult.Throttled() ->
                LOG.log(Level.DEBUG, "{0} is throttled; {1} messages come back", functionName, messages.size());
            case InvocationResult.Recursive() ->
                LOG.log(Level.WARNING, "{0} is in a loop; {1} messages come back", functionName, messages.size());
        }
    }

    /// How often the message that has come most often has come.
    private static int attempt(List<Message> messages) {
        return messages.stream()
                .map(message -> message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .filter(Objects::nonNull)
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(1);
    }

    private void deleteWhatSucceeded(List<Message> messages, InvocationContext context, byte[] payload) {
        Set<String> ids = messages.stream().map(Message::messageId).collect(Collectors.toSet());
        BatchResponse response = mapping.reportsBatchItemFailures()
                ? BatchResponse.read(payload, ids)
                : new BatchResponse.AllSucceeded();
        switch (response) {
            case BatchResponse.AllSucceeded() -> queue.delete(messages);
            case BatchResponse.SomeFailed(Set<String> failed) ->
                queue.delete(messages.stream()
                        .filter(message -> !failed.contains(message.messageId()))
                        .toList());
            case BatchResponse.Malformed(String reason) ->
                LOG.log(Level.WARNING, "{0}, request {1}: {2}", functionName, context.requestId(), reason);
        }
    }

    /// Messages in the queue, those that wait for their visibility timeout or their delay included.
    @Override
    public int pending() {
        return Math.max(queue.count(), inFlight.get());
    }

    /// Reads no more, and gives batches under way a moment to end; what does not comes back.
    @Override
    public void close() {
        signal.close();
        try {
            thread.join(GRACE);
            if (!concurrency.tryAcquire(maximumConcurrency, GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.DEBUG, "batches of " + mapping.queueArn() + " are left to come back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
