package dev.darkroom.feed;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.darkroom.batches.StreamBatch;
import dev.darkroom.model.Photo;
import dev.darkroom.tables.PhotoItem;
import dev.darkroom.telemetry.CapacityMeter;
import dev.darkroom.telemetry.ColdStart;
import dev.darkroom.telemetry.Field;
import dev.darkroom.telemetry.Log;
import java.util.Optional;

/// Takes changes from the Photos table's stream.
public final class PhotoChangesHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final Publication publication;
    private final Log log;
    private final CapacityMeter capacity;
    private final ColdStart coldStart = new ColdStart();

    /// What Lambda calls once an execution environment.
    public PhotoChangesHandler() {
        this(FeedWiring.of(System.getenv()));
    }

    private PhotoChangesHandler(FeedWiring wiring) {
        this(wiring.publication(), wiring.log(), wiring.capacity());
    }

    PhotoChangesHandler(Publication publication, Log log, CapacityMeter capacity) {
        this.publication = publication;
        this.log = log;
        this.capacity = capacity;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        Log requestLog = log.forRequest(context.getAwsRequestId(), context.getXrayTraceId());
        var invocation = new Invocation(context.getAwsRequestId(), 1, coldStart.isFirst());
        return StreamBatch.process(
                event,
                requestLog,
                item -> change(item).ifPresent(change -> {
                    publication.apply(change, invocation);
                    capacity.on(requestLog)
                            .info(
                                    "Photo change done",
                                    Field.PHOTO_ID.of(change.after().key().photoId()),
                                    Field.REV.of(change.after().rev()),
                                    Field.STATE.of(change.after().state()));
                }));
    }

    /// Empty for the removal of an item, whose rows went with its tombstone.
    private static Optional<PhotoChange> change(DynamodbStreamRecord item) {
        Optional<Photo> before =
                StreamImages.of(item.getDynamodb().getOldImage()).map(PhotoItem::read);
        return StreamImages.of(item.getDynamodb().getNewImage())
                .map(PhotoItem::read)
                .map(after -> new PhotoChange(
                        before,
                        after,
                        item.getDynamodb().getApproximateCreationDateTime().toInstant()));
    }
}
