package dev.darkroom.thumbnail;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.darkroom.batches.ArrivalBatch;
import dev.darkroom.batches.ArrivedObject;
import dev.darkroom.model.Manifest;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.telemetry.ColdStart;
import dev.darkroom.telemetry.Field;
import dev.darkroom.telemetry.Log;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Entry point: an original has arrived in the uploads bucket. S3 does not look at the answer; who invokes the
/// function with such an event learns from it what renditions are made with, and what became of each photo
/// (see [Answer]).
public final class ThumbnailHandler implements RequestStreamHandler {
    private final RenditionMaker maker;
    private final Log log;
    private final ColdStart coldStart = new ColdStart();

    public ThumbnailHandler() {
        this(ThumbnailWiring.maker(System.getenv()), Log.of("thumbnail"));
    }

    ThumbnailHandler(RenditionMaker maker, Log log) {
        this.maker = maker;
        this.log = log;
    }

    /// Works on every record, also after one failed: what is done again on the next delivery does no harm.
    ///
    /// @throws IllegalStateException where a store failed for at least one: the event has to be delivered again
    @Override
    public void handleRequest(InputStream event, OutputStream output, Context context) throws IOException {
        var invocation = new Invocation(context.getAwsRequestId(), coldStart.isFirst());
        Log requestLog = log.forRequest(context.getAwsRequestId(), context.getXrayTraceId());
        List<Answer.Made> made = new ArrayList<>();
        ArrivalBatch.process(
                event,
                requestLog,
                PhotoKey::ofOriginalKey,
                object -> made.add(make(arrival(object), invocation, requestLog)));
        new Answer(maker.recipe(), maker.engine(), maker.renditions(), context.getMemoryLimitInMB(), made)
                .write(output);
    }

    private static Arrival arrival(ArrivedObject object) {
        return new Arrival(object.bucket(), object.photo(), object.etag());
    }

    private Answer.Made make(Arrival arrival, Invocation invocation, Log requestLog) {
        Log photoLog = requestLog.with(Field.PHOTO_ID.of(arrival.photo().photoId()));
        Outcome outcome = maker.make(arrival, invocation);
        switch (outcome) {
            case Outcome.Missing() -> photoLog.info("the original is gone");
            case Outcome.Changed() -> photoLog.info("another original has taken its place");
            case Outcome.Recorded(Manifest manifest) -> recorded(manifest, photoLog);
        }
        return new Answer.Made(arrival.photo().photoId(), outcome);
    }

    private static void recorded(Manifest manifest, Log photoLog) {
        Log hop = photoLog.with(
                Field.OUTCOME.of(manifest.outcome()),
                Field.BYTES.of(manifest.source().bytes()),
                Field.CONTENT_TYPE.of(manifest.source().contentType()),
                Field.WIDTH.of(manifest.source().width()),
                Field.HEIGHT.of(manifest.source().height()),
                Field.DURATION_MILLIS.of(manifest.timing().durationMillis()),
                Field.COLD_START.of(manifest.timing().coldStart()));
        if (manifest.rejection() == null) {
            hop.info("wrote renditions and manifest");
        } else {
            hop.info("refused the original", Field.REASON.of(manifest.rejection()));
        }
    }
}
