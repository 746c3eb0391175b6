package dev.darkroom.feed;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.darkroom.aws.AwsErrors;
import dev.darkroom.tables.Concurrently;
import dev.darkroom.telemetry.CapacityMeter;
import dev.darkroom.telemetry.ColdStart;
import dev.darkroom.telemetry.Field;
import dev.darkroom.telemetry.Log;
import java.util.List;
import java.util.Optional;

/// Takes chunks from the FanOut queue, each for itself: those that fail are reported, and come again until the
/// queue's redrive policy sends them to the dead-letter queue. So do those that cannot be read, as a newer writer
/// may know why.
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html>
public final class FanOutHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    /// While one chunk reads its photo or writes its journal, the other's rows are written.
    private static final int AT_ONCE = 2;

    private final FanOut fanOut;
    private final Log log;
    private final CapacityMeter capacity;
    private final ColdStart coldStart = new ColdStart();

    /// What Lambda calls once an execution environment.
    public FanOutHandler() {
        this(FeedWiring.of(System.getenv()));
    }

    private FanOutHandler(FeedWiring wiring) {
        this(wiring.fanOut(), wiring.log(), wiring.capacity());
    }

    FanOutHandler(FanOut fanOut, Log log, CapacityMeter capacity) {
        this.fanOut = fanOut;
        this.log = log;
        this.capacity = capacity;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        Log requestLog = log.forRequest(context.getAwsRequestId(), context.getXrayTraceId());
        boolean first = coldStart.isFirst();
        List<BatchItemFailure> failures = Concurrently.map(event.getRecords(), AT_ONCE, message -> {
                    var invocation = new Invocation(context.getAwsRequestId(), attempt(message), first);
                    return handle(message, invocation, requestLog);
                })
                .stream()
                .flatMap(Optional::stream)
                .toList();
        capacity.on(requestLog)
                .info("Chunks done", Field.COUNT.of(event.getRecords().size() - failures.size()));
        return new SQSBatchResponse(failures);
    }

    /// @return the failure, where it failed
    private Optional<BatchItemFailure> handle(SQSMessage message, Invocation invocation, Log requestLog) {
        try {
            fanOut.apply(FanOutJson.read(message.getBody()), invocation);
            return Optional.empty();
        } catch (RuntimeException failed) {
            // Whatever it is, the other messages are done and must not come again with it.
            requestLog.error(
                    "A chunk failed",
                    failed,
                    Field.MESSAGE_ID.of(message.getMessageId()),
                    Field.ERROR_CODE.of(AwsErrors.code(failed).orElse("none")));
            return Optional.of(new BatchItemFailure(message.getMessageId()));
        }
    }

    private static int attempt(SQSMessage message) {
        return Integer.parseInt(message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
    }
}
