package dev.darkroom.cleanup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.darkroom.batches.StreamBatch;
import dev.darkroom.telemetry.Field;
import dev.darkroom.telemetry.Log;
import dev.darkroom.telemetry.Metric;
import dev.darkroom.telemetry.Metrics;

/// Entry point: photos in the Photos table have changed, and with most changes nothing has lost its use.
public final class CleanupHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final Cleanup cleanup;
    private final Log log;
    private final Metrics metrics;

    /// What Lambda calls once an execution environment.
    public CleanupHandler() {
        this(CleanupWiring.cleanup(System.getenv()), Log.of("cleanup"), Metrics.of("cleanup"));
    }

    CleanupHandler(Cleanup cleanup, Log log, Metrics metrics) {
        this.cleanup = cleanup;
        this.log = log;
        this.metrics = metrics;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        Log requestLog = log.forRequest(context.getAwsRequestId(), context.getXrayTraceId());
        return StreamBatch.process(
                event, requestLog, item -> EndOfLifeReader.read(item).ifPresent(end -> apply(end, requestLog)));
    }

    private void apply(EndOfLife end, Log requestLog) {
        var photoId = Field.PHOTO_ID.of(end.key().photoId());
        int objects = cleanup.apply(end);
        metrics.count(Metric.OBJECTS_DELETED, objects, photoId);
        requestLog.info("Objects deleted", photoId, Field.OBJECTS.of(objects));
    }
}
