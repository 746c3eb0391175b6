package dev.darkroom.metadata;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.darkroom.batches.ArrivalBatch;
import dev.darkroom.batches.ArrivedObject;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Sequencer;
import dev.darkroom.telemetry.CapacityMeter;
import dev.darkroom.telemetry.ColdStart;
import dev.darkroom.telemetry.Field;
import dev.darkroom.telemetry.Log;
import dev.darkroom.telemetry.Metric;
import dev.darkroom.telemetry.Metrics;
import java.io.InputStream;
import java.io.OutputStream;

/// Entry point: a manifest has arrived in the media bucket.
public final class MetadataHandler implements RequestStreamHandler {
    private static final String FUNCTION = "metadata";

    private final ManifestRecorder recorder;
    private final Log log;
    private final Metrics metrics;
    private final CapacityMeter capacity;
    private final ColdStart coldStart = new ColdStart();

    public MetadataHandler() {
        this(Log.of(FUNCTION), Metrics.of(FUNCTION), new CapacityMeter());
    }

    private MetadataHandler(Log log, Metrics metrics, CapacityMeter capacity) {
        this(MetadataWiring.recorder(System.getenv(), log, capacity), log, metrics, capacity);
    }

    MetadataHandler(ManifestRecorder recorder, Log log, Metrics metrics, CapacityMeter capacity) {
        this.recorder = recorder;
        this.log = log;
        this.metrics = metrics;
        this.capacity = capacity;
    }

    /// Works on every record, also after one failed: what is done again on the next delivery does no harm.
    ///
    /// @throws IllegalStateException where a store failed for at least one: the event has to be delivered again
    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) {
        var invocation = new Invocation(context.getAwsRequestId(), coldStart.isFirst());
        Log requestLog = log.forRequest(context.getAwsRequestId(), context.getXrayTraceId());
        ArrivalBatch.process(
                event, requestLog, PhotoKey::ofManifestKey, object -> record(arrival(object), invocation, requestLog));
    }

    private static Arrival arrival(ArrivedObject object) {
        return new Arrival(object.bucket(), object.photo(), object.etag(), new Sequencer(object.sequencer()));
    }

    private void record(Arrival arrival, Invocation invocation, Log requestLog) {
        Outcome outcome = recorder.record(arrival, invocation);
        Log photoLog = capacity.on(requestLog.with(
                Field.PHOTO_ID.of(arrival.photo().photoId()), Field.COLD_START.of(invocation.coldStart())));
        switch (outcome) {
            case Outcome.Ready ready -> ready(ready, photoLog);
            case Outcome.Rejected(Rejection reason) -> {
                metrics.count(Metric.PHOTOS_REJECTED, 1, Field.REASON.of(reason));
                photoLog.info("recorded the photo", Field.OUTCOME.of("REJECTED"), Field.REASON.of(reason));
            }
            case Outcome.StaysReady stays ->
                photoLog.warn("a photo that is READY is refused now", Field.REASON.of(stays.reason()));
            case Outcome.ManifestBroken broken ->
                photoLog.error("there is no making sense of the manifest", Field.OUTCOME.of(broken.word()));
            case Outcome.AlreadyCurrent same -> photoLog.info("nothing to record", Field.OUTCOME.of(same.word()));
            case Outcome.Gone gone -> photoLog.info("nothing to record", Field.OUTCOME.of(gone.word()));
            case Outcome.ManifestMissing gone -> photoLog.info("nothing to record", Field.OUTCOME.of(gone.word()));
            case Outcome.ManifestChanged other -> photoLog.info("nothing to record", Field.OUTCOME.of(other.word()));
        }
    }

    private void ready(Outcome.Ready ready, Log photoLog) {
        ready.sinceIntent()
                .ifPresent(time -> metrics.time(
                        Metric.UPLOAD_TO_READY,
                        time,
                        Field.PHOTO_ID.of(ready.photo().key().photoId())));
        photoLog.info(
                "recorded the photo",
                Field.OUTCOME.of(ready.word()),
                Field.REV.of(ready.photo().rev()));
    }
}
