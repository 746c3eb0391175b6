package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.Activity;
import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.lambda.TraceHeader;
import dev.darkroom.localcloud.stack.QueueMapping;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// An event source mapping from a queue to a function, at work.
///
/// It deletes what the function took; what it did not take comes back when its visibility timeout ends, and goes to
/// the dead-letter queue by the queue's own redrive policy. So do messages that Lambda takes for a loop. Messages that
/// no filter lets pass are deleted, as on AWS.
/// Without a maximum concurrency it runs five batches at once, the number with which AWS begins.
/// Source: Using Lambda with Amazon SQS,
/// <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>
public final class QueuePoller implements Activity, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(QueuePoller.class.getName());
    private static final int DEFAULT_CONCURRENCY = 5;
    private static final int MAX_RECEIVED = 10;
    /// Stopping, of the mapping and of ElasticMQ, waits for a long poll to end.
    private static final int LONG_POLL_SECONDS = 1;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final QueueMapping mapping;
    private final String functionName;
    private final String queueUrl;
    private final String region;
    private final SqsClient sqs;
    private final FunctionInvoker invoker;
    private final Duration window;
    private final QueueFilter filter;
    private final Semaphore concurrency;
    private final int maximumConcurrency;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Signal signal = new Signal();
    private final Thread reader;

    private QueuePoller(
            QueueMapping mapping,
            String functionName,
            String queueUrl,
            String region,
            SqsClient sqs,
            FunctionInvoker invoker,
            TimeScale timeScale) {
        this.mapping = mapping;
        this.functionName = functionName;
        this.queueUrl = queueUrl;
        this.region = region;
        this.sqs = sqs;
        this.invoker = invoker;
        this.window = timeScale.scaled(mapping.batchingWindow());
        this.filter = QueueFilter.of(mapping.filters());
        this.maximumConcurrency = mapping.maximumConcurrency().orElse(DEFAULT_CONCURRENCY);
        this.concurrency = new Semaphore(maximumConcurrency);
        this.reader = Thread.ofVirtual().name("queue " + mapping.id()).unstarted(this::poll);
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
        String name = mapping.queueArn().substring(mapping.queueArn().lastIndexOf(':') + 1);
        String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
        var poller = new QueuePoller(mapping, functionName, url, region, sqs, invoker, timeScale);
        poller.reader.start();
        return poller;
    }

    private void poll() {
        try {
            while (!signal.closed()) {
                concurrency.acquire();
                List<Message> batch = receive();
                if (batch.isEmpty()) {
                    concurrency.release();
                } else if (signal.closed()) {
                    concurrency.release();
                    giveBack(batch);
                } else {
                    inFlight.incrementAndGet();
                    Thread.ofVirtual().name("batch " + mapping.id()).start(() -> deliverOne(batch));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliverOne(List<Message> batch) {
        try {
            deliver(batch);
        } catch (RuntimeException e) { // whatever it is: what is not deleted comes back
            LOG.log(Level.WARNING, "a batch of " + mapping.queueArn() + " comes back", e);
        } finally {
            concurrency.release();
            inFlight.decrementAndGet();
        }
    }

    /// A batch: what there is, or what comes within the window after the first message.
    private List<Message> receive() {
        List<Message> batch = new ArrayList<>();
        long deadline = 0;
        boolean open = true;
        try {
            while (open) {
                List<Message> received;
                if (batch.isEmpty()) {
                    received = receive(mapping.batchSize(), LONG_POLL_SECONDS);
                    deadline = System.nanoTime() + window.toNanos();
                } else {
                    received = receiveMore(mapping.batchSize() - batch.size(), deadline);
                }
                batch.addAll(received);
                boolean full = batch.size() >= mapping.batchSize();
                // Large batches are read in tens, for as long as there are more at once.
                boolean more = window.isZero() ? received.size() == MAX_RECEIVED : System.nanoTime() < deadline;
                open = !batch.isEmpty() && !full && more && !signal.closed();
            }
        } catch (SdkException e) {
            if (!signal.closed()) {
                LOG.log(Level.WARNING, "the queue " + mapping.queueArn() + " cannot be read: " + e.getMessage());
                signal.pause(PAUSE_AFTER_FAILURE);
            }
        }
        return batch;
    }

    private List<Message> receiveMore(int wanted, long deadline) {
        Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        int seconds = (int) Math.min(LONG_POLL_SECONDS, left.toSeconds());
        if (seconds == 0) {
            // Queues wait for whole seconds only.
            signal.pause(left);
        }
        return receive(wanted, seconds);
    }

    private List<Message> receive(int wanted, int waitSeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                        .maxNumberOfMessages(Math.min(MAX_RECEIVED, wanted))
                        .waitTimeSeconds(waitSeconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private void deliver(List<Message> batch) {
        List<Message> passed = new ArrayList<>();
        List<Message> looping = new ArrayList<>();
        List<Message> dropped = new ArrayList<>();
        for (Message message : batch) {
            if (!filter.passes(QueueEvent.record(message, mapping.queueArn(), region))) {
                dropped.add(message);
            } else if (trace(List.of(message)).isLoopOf(functionName)) {
                looping.add(message);
            } else {
                passed.add(message);
            }
        }
        delete(dropped);
        invoke(passed);
        // Apart from the others, which would not run either.
        invoke(looping);
    }

    private static TraceHeader trace(Collection<Message> batch) {
        return TraceHeader.ofBatch(batch.stream()
                .flatMap(message ->
                        Stream.ofNullable(message.attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER)))
                .toList());
    }

    private void invoke(List<Message> batch) {
        if (batch.isEmpty()) {
            return;
        }
        Map<String, Message> passed =
                batch.stream().collect(Collectors.toMap(Message::messageId, Function.identity(), (one, same) -> same));
        List<ObjectNode> records = batch.stream()
                .map(message -> QueueEvent.record(message, mapping.queueArn(), region))
                .toList();
        var context = new InvocationContext(
                UUID.randomUUID().toString(), trace(batch).text(), Optional.empty(), attempt(batch));
        byte[] event = QueueEvent.of(records).toString().getBytes(StandardCharsets.UTF_8);
        switch (invoker.invoke(functionName, event, context)) {
            case InvocationResult.Returned returned -> deleteWhatSucceeded(passed, context, returned.payload());
            case InvocationResult.Failed failed ->
                LOG.log(
                        Level.DEBUG,
                        "{0}, request {1}: {2}; {3} messages come back",
                        functionName,
                        context.requestId(),
                        failed.kind(),
                        passed.size());
            case InvocationResult.Throttled() ->
                LOG.log(Level.DEBUG, "{0} is throttled; {1} messages come back", functionName, passed.size());
            case InvocationResult.Recursive() ->
                LOG.log(Level.WARNING, "{0} is in a loop; {1} messages come back", functionName, passed.size());
        }
    }

    /// How often the message that has come most often has come.
    private static int attempt(Collection<Message> messages) {
        return messages.stream()
                .map(message -> message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .filter(Objects::nonNull)
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(1);
    }

    private void deleteWhatSucceeded(Map<String, Message> batch, InvocationContext context, byte[] payload) {
        BatchResponse response = mapping.reportsBatchItemFailures()
                ? BatchResponse.read(payload, batch.keySet())
                : new BatchResponse.AllSucceeded();
        switch (response) {
            case BatchResponse.AllSucceeded() -> delete(List.copyOf(batch.values()));
            case BatchResponse.SomeFailed(Set<String> failed) ->
                delete(batch.values().stream()
                        .filter(message -> !failed.contains(message.messageId()))
                        .toList());
            case BatchResponse.Malformed(String reason) ->
                LOG.log(Level.WARNING, "{0}, request {1}: {2}", functionName, context.requestId(), reason);
        }
    }

    private void delete(List<Message> messages) {
        for (int from = 0; from < messages.size(); from += MAX_RECEIVED) {
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Message message : messages.subList(from, Math.min(messages.size(), from + MAX_RECEIVED))) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(String.valueOf(entries.size()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
        }
    }

    /// Messages that came while the mapping was closed need not wait for their visibility timeout.
    private void giveBack(List<Message> batch) {
        try {
            for (Message message : batch) {
                sqs.changeMessageVisibility(request -> request.queueUrl(queueUrl)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0));
            }
        } catch (SdkException e) {
            LOG.log(Level.DEBUG, "messages of " + mapping.queueArn() + " come back by themselves", e);
        }
    }

    /// Messages in the queue, those that wait for their visibility timeout or their delay included.
    @Override
    public int pending() {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(request -> request.queueUrl(queueUrl)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes();
        int queued = counts.values().stream().mapToInt(Integer::parseInt).sum();
        return Math.max(queued, inFlight.get());
    }

    /// Reads no more, and gives batches under way a moment to end; what does not comes back.
    @Override
    public void close() {
        signal.close();
        try {
            reader.join(GRACE);
            if (!concurrency.tryAcquire(maximumConcurrency, GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.DEBUG, "batches of " + mapping.queueArn() + " are left to come back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
