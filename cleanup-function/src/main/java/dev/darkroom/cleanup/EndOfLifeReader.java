package dev.darkroom.cleanup;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.UserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a record of the Photos table's stream. It takes key, state and the renditions' keys alone, so that
/// cleanup-function needs neither the tables nor the DynamoDB client.
final class EndOfLifeReader {
    private EndOfLifeReader() {}

    /// How the photo's life ended; empty where it did not.
    ///
    /// @throws RuntimeException where the record is none of the Photos table's
    static Optional<EndOfLife> read(DynamodbStreamRecord item) {
        StreamRecord change = item.getDynamodb();
        var key = new PhotoKey(
                new UserId(text(change.getKeys(), "ownerId").orElseThrow()),
                new PhotoId(text(change.getKeys(), "photoId").orElseThrow()));
        Optional<PhotoState> after = state(change.getNewImage());
        if (after.isEmpty()) {
            return removed(key, state(change.getOldImage()));
        }
        return switch (after.get()) {
            case DELETED -> Optional.of(new EndOfLife.Over(key));
            case REJECTED ->
                wasRefused(change) ? Optional.of(new EndOfLife.Refused(key, end(change))) : Optional.empty();
            case READY -> replaced(key, change);
            case PENDING -> Optional.empty();
        };
    }

    /// Items expire as intents, refusals and tombstones. A READY photo never does: if somebody removes its item by
    /// hand, that is no reason to take its objects too.
    private static Optional<EndOfLife> removed(PhotoKey key, Optional<PhotoState> before) {
        return before.filter(state -> state != PhotoState.READY).map(_ -> new EndOfLife.Over(key));
    }

    /// Most changes of a READY photo are its owner's edits, and leave its renditions alone.
    private static Optional<EndOfLife> replaced(PhotoKey key, StreamRecord change) {
        Set<String> gone = renditions(key, change.getOldImage());
        gone.removeAll(renditions(key, change.getNewImage()));
        // DynamoDB rounds the time down, so that none written after the change passes for one written before it.
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of(new EndOfLife.Replaced(
                        key, gone, change.getApproximateCreationDateTime().toInstant()));
    }

    /// Object keys, as items have them: the last in the list that a rendition is, without the photo's prefix; whole,
    /// and by its name, in items of before.
    private static Set<String> renditions(PhotoKey key, @Nullable Map<String, AttributeValue> image) {
        return Optional.ofNullable(image).map(attributes -> attributes.get("renditions")).stream()
                .flatMap(renditions -> renditions.getL().stream())
                .map(EndOfLifeReader::storedKey)
                .map(stored -> stored.contains("/") ? stored : key.mediaPrefix() + stored)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String storedKey(AttributeValue rendition) {
        return rendition.getL() == null
                ? text(rendition.getM(), "key").orElseThrow()
                : rendition.getL().getLast().getS();
    }

    /// Whether this very change refused the photo, and not one of something else after it: only then does its
    /// time say which objects are of the refused upload.
    private static boolean wasRefused(StreamRecord change) {
        return !text(change.getNewImage(), "manifestSequencer").equals(text(change.getOldImage(), "manifestSequencer"));
    }

    /// The end of the second in which the record was made, since DynamoDB rounds the time down. An upload in the
    /// rest of that second would have to carry the same bytes, which its URL signs, and those were refused just
    /// now.
    /// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html>
    private static Instant end(StreamRecord change) {
        return Instant.ofEpochSecond(
                change.getApproximateCreationDateTime().toInstant().getEpochSecond() + 1);
    }

    private static Optional<PhotoState> state(@Nullable Map<String, AttributeValue> image) {
        return text(image, "state").map(PhotoState::valueOf);
    }

    private static Optional<String> text(@Nullable Map<String, AttributeValue> image, String name) {
        return Optional.ofNullable(image)
                .map(attributes -> attributes.get(name))
                .map(AttributeValue::getS);
    }
}
