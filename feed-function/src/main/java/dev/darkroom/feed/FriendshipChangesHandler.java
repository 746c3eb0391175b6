package dev.darkroom.feed;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.darkroom.batches.StreamBatch;
import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.tables.FriendshipItem;
import dev.darkroom.telemetry.CapacityMeter;
import dev.darkroom.telemetry.Field;
import dev.darkroom.telemetry.Log;

/// Takes changes from the Friendships table's stream.
public final class FriendshipChangesHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final Backfill backfill;
    private final Log log;
    private final CapacityMeter capacity;

    /// What Lambda calls once an execution environment.
    public FriendshipChangesHandler() {
        this(FeedWiring.of(System.getenv()));
    }

    private FriendshipChangesHandler(FeedWiring wiring) {
        this(wiring.backfill(), wiring.log(), wiring.capacity());
    }

    FriendshipChangesHandler(Backfill backfill, Log log, CapacityMeter capacity) {
        this.backfill = backfill;
        this.log = log;
        this.capacity = capacity;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        Log requestLog = log.forRequest(context.getAwsRequestId(), context.getXrayTraceId());
        return StreamBatch.process(event, requestLog, item -> apply(item, requestLog));
    }

    private void apply(DynamodbStreamRecord item, Log requestLog) {
        StreamImages.of(item.getDynamodb().getNewImage())
                .map(FriendshipItem::read)
                .filter(row -> row.state() == FriendshipState.ACCEPTED)
                .ifPresent(row -> backfill(row, requestLog));
    }

    private void backfill(Friendship row, Log requestLog) {
        Backfill.Done done = backfill.apply(row.userId(), row.friendId());
        capacity.on(requestLog).info("Backfill done", Field.ROWS.of(done.rows()), Field.COUNT.of(done.enqueued()));
    }
}
