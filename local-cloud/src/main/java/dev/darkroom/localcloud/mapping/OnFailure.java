package dev.darkroom.localcloud.mapping;

import dev.darkroom.localcloud.backend.MessageAttributes;
import dev.darkroom.localcloud.backend.QueueSender;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/// Where batches go that a stream mapping gives up: its on-failure destination.
/// Source: Retain discarded records for a DynamoDB event source,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html>
@FunctionalInterface
interface OnFailure {
    DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");
    DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH.mm.ss");

    /// Hands one batch over; when it returns the batch is kept there.
    ///
    /// @throws RuntimeException where the destination did not take it; it is to be tried again
    void discard(DiscardedBatch batch);

    /// The destination with this ARN, a queue or a bucket; without one, discarded batches are only logged.
    ///
    /// @param mappingId a UUID, which names the objects
    /// @throws IllegalArgumentException where the ARN is neither
    static OnFailure of(Optional<String> arn, UUID mappingId, QueueSender queues, FailureObjects objects, Clock clock) {
        if (arn.isEmpty()) {
            return OnFailure::log;
        }
        String destination = arn.get();
        if (destination.startsWith("arn:aws:sqs:")) {
            return batch -> queues.send(destination, batch.toJson(clock.instant(), false), MessageAttributes.NONE);
        }
        if (destination.startsWith("arn:aws:s3:::")) {
            String bucket = destination.substring("arn:aws:s3:::".length());
            return batch -> {
                Instant now = clock.instant();
                objects.put(
                        bucket,
                        key(mappingId, batch.shardId(), now),
                        batch.toJson(now, true).getBytes(StandardCharsets.UTF_8));
            };
        }
        throw new IllegalArgumentException("an on-failure destination is a queue or a bucket, not " + destination);
    }

    private static void log(DiscardedBatch batch) {
        System.getLogger(OnFailure.class.getName())
                .log(
                        Level.WARNING,
                        "{0} records from {1} of {2} are given up ({3}); there is no on-failure destination",
                        batch.records().size(),
                        batch.records().getFirst().sequenceNumber(),
                        batch.shardId(),
                        batch.condition());
    }

    private static String key(UUID mappingId, String shardId, Instant now) {
        ZonedDateTime time = now.atZone(ZoneOffset.UTC);
        return "aws/lambda/%s/%s/%s/%s-%s"
                .formatted(mappingId, shardId, DAY.format(time), SECOND.format(time), UUID.randomUUID());
    }
}
