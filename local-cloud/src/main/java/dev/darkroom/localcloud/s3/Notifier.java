package dev.darkroom.localcloud.s3;

import dev.darkroom.localcloud.backend.MessageAttributes;
import dev.darkroom.localcloud.backend.QueueSender;
import dev.darkroom.localcloud.lambda.AsynchronousInvoker;
import dev.darkroom.localcloud.s3.EventNotification.ObjectState;
import dev.darkroom.localcloud.stack.BucketResource.Notification;
import dev.darkroom.localcloud.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// Sends event notifications, each with a sequencer such that of all events of one key the greatest tells the key's
/// present state.
///
/// Writers of one key do not wait for each other, so an event's place in that order is only known once its change is
/// made: whoever then still finds its own change in the store gets a new, greatest sequencer; whoever was overtaken
/// keeps the one it began with.
final class Notifier {
    private static final int STRIPES = 64;
    /// File times are coarser than the clock.
    private static final Duration FILE_TIME_TOLERANCE = Duration.ofSeconds(2);

    private final BlobStore store;
    private final IntentLog intents;
    private final NotificationRules rules;
    private final String region;
    private final String ownerId;
    private final AsynchronousInvoker functions;
    private final QueueSender queues;
    private final Clock clock;
    private final List<Lock> stripes =
            IntStream.range(0, STRIPES).<Lock>mapToObj(_ -> new ReentrantLock()).toList();

    Notifier(
            BlobStore store,
            IntentLog intents,
            Stack stack,
            AsynchronousInvoker functions,
            QueueSender queues,
            Clock clock) {
        this.store = store;
        this.intents = intents;
        this.rules = new NotificationRules(stack.buckets());
        this.region = stack.region();
        this.ownerId = stack.accountId();
        this.functions = functions;
        this.queues = queues;
        this.clock = clock;
    }

    /// Queues the events of a change that was made, and ends its intent. When this returns they survive any crash.
    ///
    /// @param written what was written; null for a removal
    void changed(Intent intent, @Nullable ObjectState written, S3Request request) {
        List<Notification> matching = rules.matching(intent.bucket(), intent.operation(), intent.key());
        if (!matching.isEmpty()) {
            Lock stripe = stripes.get(Math.floorMod(intent.key().hashCode(), STRIPES));
            stripe.lock();
            try {
                Optional<ObjectState> present = present(intent);
                boolean overtaken = !present.map(ObjectState::eTag)
                        .equals(Optional.ofNullable(written).map(ObjectState::eTag));
                send(
                        matching,
                        intent,
                        overtaken ? Optional.ofNullable(written) : present,
                        overtaken ? intent.sequencer() : intents.nextSequencer(),
                        request);
            } finally {
                stripe.unlock();
            }
        }
        intents.end(intent);
    }

    /// Settles a change of which it is not known whether it was made: sends its events if the store looks so. That
    /// may send them twice, and never not at all.
    void settle(Intent intent) {
        HeadObjectResponse head = store.blobMetadataIfPresent(intent.bucket(), intent.key());
        if (intent.removes() && head == null) {
            changed(intent, null, S3Request.NONE);
        } else if (!intent.removes() && head != null && isNewEnough(head, intent)) {
            changed(intent, state(head), S3Request.NONE);
        } else {
            intents.end(intent);
        }
    }

    private static boolean isNewEnough(HeadObjectResponse head, Intent intent) {
        return !head.lastModified()
                .isBefore(Sequencers.timeOf(intent.sequencer()).minus(FILE_TIME_TOLERANCE));
    }

    private Optional<ObjectState> present(Intent intent) {
        return Optional.ofNullable(store.blobMetadataIfPresent(intent.bucket(), intent.key()))
                .map(Notifier::state);
    }

    private static ObjectState state(HeadObjectResponse head) {
        return new ObjectState(unquoted(head.eTag()), head.contentLength());
    }

    static String unquoted(String eTag) {
        return eTag.replace("\"", "");
    }

    private void send(
            List<Notification> matching,
            Intent intent,
            Optional<ObjectState> object,
            long sequencer,
            S3Request request) {
        for (Notification rule : matching) {
            byte[] event = new EventNotification(
                            region,
                            clock.instant(),
                            intent.operation(),
                            rule.id(),
                            intent.bucket(),
                            ownerId,
                            intent.key(),
                            object,
                            Sequencers.toText(sequencer),
                            request)
                    .toJson();
            String target = rule.targetArn();
            if (target.contains(":lambda:")) {
                functions.enqueue(target.substring(target.lastIndexOf(':') + 1), event, request.traceHeader());
            } else {
                queues.send(
                        target,
                        new String(event, StandardCharsets.UTF_8),
                        MessageAttributes.traced(request.traceHeader()));
            }
        }
    }
}
