package dev.darkroom.tables;

import static dev.darkroom.tables.Values.text;
import static dev.darkroom.tables.Values.time;

import dev.darkroom.model.Capture;
import dev.darkroom.model.Edit;
import dev.darkroom.model.Media;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Sequencer;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The Photos table in DynamoDB: partition key `ownerId`, sort key `photoId`, so that a user's photos are in the
/// order of their making. Every write is one conditional call on one item; none depends on what an earlier read saw.
public final class DynamoDbPhotoTable implements PhotoTable {
    private static final String IS_NEW = "attribute_not_exists(#photoId)";
    private static final String IS_TOMBSTONE = "#state = :deleted";
    private static final String IS_ALIVE = "attribute_exists(#photoId) AND #state <> :deleted";
    private static final String IS_NOT_READY = "#state <> :ready";
    private static final String IS_OLDER_MANIFEST =
            "attribute_not_exists(#manifestSequencer) OR #manifestSequencer < :manifestSequencer";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Batches batches;
    private final Backoff backoff;
    private final PublicIndex publicIndex;

    public DynamoDbPhotoTable(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.backoff = new Backoff();
        this.batches = new Batches(dynamoDb, backoff);
        this.publicIndex = new PublicIndex(dynamoDb, table);
    }

    @Override
    public boolean create(Photo intent) {
        return putNew(intent);
    }

    @Override
    public Optional<Photo> find(PhotoKey key) {
        var answer = dynamoDb.getItem(
                get -> get.tableName(table).key(PhotoItem.key(key)).consistentRead(true));
        return answer.hasItem() ? Optional.of(PhotoItem.read(answer.item())) : Optional.empty();
    }

    @Override
    public List<Photo> findAll(Collection<PhotoKey> keys) {
        return batches.get(table, keys.stream().map(PhotoItem::key).toList()).stream()
                .map(PhotoItem::read)
                .toList();
    }

    @Override
    public PhotoPage list(UserId ownerId, PhotoFilter filter, Optional<PhotoId> before, int limit) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":ownerId", text(ownerId.value()));
        before.ifPresent(id -> values.put(":before", text(id.value())));
        Map<String, String> names = new HashMap<>();
        String shown = isOneOf("state", filter.states(), names, values) + " AND "
                + isOneOf("visibility", filter.visibilities(), names, values);
        filter.tag().ifPresent(tag -> {
            names.put("#tags", "tags");
            values.put(":tag", text(tag));
        });
        QueryResponse answer = dynamoDb.query(query -> query.tableName(table)
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(limit)
                .keyConditionExpression(
                        before.isPresent() ? "ownerId = :ownerId AND photoId < :before" : "ownerId = :ownerId")
                .filterExpression(filter.tag().isPresent() ? shown + " AND contains(#tags, :tag)" : shown)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values));
        return new PhotoPage(
                answer.items().stream().map(PhotoItem::read).toList(),
                Optional.ofNullable(answer.lastEvaluatedKey().get("photoId")).map(id -> new PhotoId(id.s())));
    }

    /// A condition, with the names and values that it needs.
    private static String isOneOf(
            String name, Set<? extends Enum<?>> wanted, Map<String, String> names, Map<String, AttributeValue> values) {
        names.put("#" + name, name);
        wanted.forEach(value -> values.put(":" + value.name(), text(value.name())));
        return wanted.stream()
                .map(value -> ":" + value.name())
                .collect(Collectors.joining(", ", "#" + name + " IN (", ")"));
    }

    @Override
    public List<Photo> findBySha256(UserId ownerId, String sha256) {
        List<PhotoKey> keys = dynamoDb
                .query(query -> query.tableName(table)
                        .indexName("bySha256")
                        .keyConditionExpression("ownerId = :ownerId AND sha256 = :sha256")
                        .expressionAttributeValues(Map.of(":ownerId", text(ownerId.value()), ":sha256", text(sha256))))
                .items()
                .stream()
                .map(item -> new PhotoKey(ownerId, new PhotoId(new Attributes(item).text("photoId"))))
                .toList();
        return findAll(keys).stream()
                .filter(photo -> photo.state() != PhotoState.DELETED)
                .sorted(Comparator.comparing((Photo photo) -> photo.key().photoId())
                        .reversed())
                .toList();
    }

    @Override
    public List<PublicRow> publicPhotos(LocalDate day, Optional<PublicRow.Place> before, int limit) {
        return publicIndex.newest(day, before, limit);
    }

    @Override
    public Edited edit(Photo seen, Edit edit, Instant now) {
        if (seen.state() == PhotoState.DELETED) {
            return new Edited.NoSuchPhoto();
        }
        Photo edited = edit.applyTo(seen, now);
        if (edited.equals(seen)) {
            return new Edited.Saved(seen);
        }
        var update = new Expression()
                .when(IS_ALIVE)
                .value("deleted", text(PhotoState.DELETED.name()))
                .when("#rev = :seenRev")
                .value("seenRev", Values.number(seen.rev()));
        PhotoItem.setEdited(update, edited);
        return switch (apply(seen.key(), update)) {
            case Attempt.Done(var item) -> new Edited.Saved(PhotoItem.read(item));
            case Attempt.Refused(Optional<Attributes> item) ->
                item.filter(found -> !isTombstone(found))
                        .map(found -> refused(PhotoItem.read(found.item()), edited))
                        .orElseGet(Edited.NoSuchPhoto::new);
        };
    }

    /// The SDK sends a call again whose answer was lost: then the edit meets itself.
    private static Edited refused(Photo current, Photo edited) {
        return current.equals(edited) ? new Edited.Saved(current) : new Edited.Changed(current);
    }

    @Override
    public List<PhotoId> pendingSince(UserId ownerId, Instant since) {
        return dynamoDb
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("ownerId = :ownerId AND photoId >= :first")
                        .filterExpression("#state = :pending")
                        .projectionExpression("photoId")
                        .expressionAttributeNames(Map.of("#state", "state"))
                        .expressionAttributeValues(Map.of(
                                ":ownerId", text(ownerId.value()),
                                ":first", text(PhotoId.firstAt(since).value()),
                                ":pending", text(PhotoState.PENDING.name()))))
                .items()
                .stream()
                .map(item -> new PhotoId(new Attributes(item).text("photoId")))
                .toList();
    }

    @Override
    public Recorded recordReady(PhotoKey key, Media media, Capture capture, Instant now) {
        return record(key, media.manifestSequencer(), PhotoState.READY, now, seen -> {
            Optional<Instant> publishedAt = seen.publishedAt()
                    .or(() -> seen.visibility() == Visibility.PRIVATE
                            ? Optional.empty()
                            : Optional.of(Precision.stored(now)));
            Optional<String> shard = publishedAt
                    .filter(_ -> seen.visibility() == Visibility.PUBLIC)
                    .map(instant -> PhotoItem.publicShard(key.photoId(), instant));
            var update = new Expression()
                    .set("state", text(PhotoState.READY.name()))
                    .set("publishedAt", publishedAt.map(Values::time))
                    .set("publicShard", shard.map(Values::text))
                    .remove("expiresAt", "rejection");
            PhotoItem.setMedia(update, key, media);
            PhotoItem.setCapture(update, capture);
            return update;
        });
    }

    @Override
    public Recorded recordRejected(PhotoKey key, Sequencer manifestSequencer, Rejection rejection, Instant now) {
        return record(key, manifestSequencer, PhotoState.REJECTED, now, _ -> {
            var update = new Expression()
                    .set("state", text(PhotoState.REJECTED.name()))
                    .set("rejection", text(rejection.name()))
                    .set("manifestSequencer", text(manifestSequencer.value()))
                    .set("expiresAt", Values.expiry(now.plus(Photo.KEPT)))
                    .remove("publicShard")
                    .when(IS_NOT_READY)
                    .value("ready", text(PhotoState.READY.name()));
            PhotoItem.removeMediaAndCapture(update);
            return update;
        });
    }

    @Override
    public boolean delete(PhotoKey key, Instant now) {
        var update = new Expression()
                .set("state", text(PhotoState.DELETED.name()))
                .set("expiresAt", Values.expiry(now.plus(Photo.KEPT)))
                .remove("title", "description", "tags", "fileName", "contentType", "sizeBytes", "sha256")
                .remove("rejection", "publicShard", "manifestSequencer")
                .when(IS_ALIVE)
                .value("deleted", text(PhotoState.DELETED.name()));
        PhotoItem.removeMediaAndCapture(update);
        return apply(key, update) instanceof Attempt.Done;
    }

    /// What a write depends on beside the manifest: the owner's choice, and whether anyone has seen the photo before.
    private record Seen(Visibility visibility, Optional<Instant> publishedAt) {
        /// How most photos are when their first manifest comes.
        static final Seen AT_FIRST = new Seen(Visibility.FRIENDS, Optional.empty());
    }

    private sealed interface Attempt {
        record Done(Map<String, AttributeValue> item) implements Attempt {}

        /// The item that did not meet the condition; none where there is no item.
        record Refused(Optional<Attributes> item) implements Attempt {}
    }

    /// Applies a manifest. It does not read first: the update guesses what it depends on, and where the guess is
    /// wrong, the refusal brings the item.
    private Recorded record(
            PhotoKey key, Sequencer sequencer, PhotoState outcome, Instant now, Function<Seen, Expression> updateFor) {
        Seen seen = Seen.AT_FIRST;
        for (int attempt = 1; attempt <= Backoff.MAX_ATTEMPTS; attempt++) {
            switch (apply(key, conditioned(updateFor.apply(seen), seen))) {
                case Attempt.Done(Map<String, AttributeValue> item) -> {
                    return new Recorded.Applied(PhotoItem.read(item));
                }
                case Attempt.Refused(Optional<Attributes> item) -> {
                    if (item.isEmpty() || isTombstone(item.get())) {
                        if (item.isEmpty() ? putNew(Tombstones.ofUnknown(key, now)) : touch(key, now)) {
                            return new Recorded.Gone();
                        }
                    } else if (isCurrent(item.get(), sequencer)) {
                        return new Recorded.AlreadyCurrent();
                    } else if (outcome == PhotoState.REJECTED && isReady(item.get())) {
                        return new Recorded.StaysReady(PhotoItem.read(item.get().item()));
                    } else {
                        seen = new Seen(
                                Visibility.valueOf(item.get().text("visibility")),
                                item.get().optionalTime("publishedAt"));
                    }
                }
            }
            if (attempt > 1) {
                backoff.await(attempt);
            }
        }
        throw new IllegalStateException("a photo changed " + Backoff.MAX_ATTEMPTS + " times under one manifest");
    }

    private static Expression conditioned(Expression update, Seen seen) {
        update.when(IS_ALIVE)
                .value("deleted", text(PhotoState.DELETED.name()))
                .when(IS_OLDER_MANIFEST)
                .when("#visibility = :visibility")
                .value("visibility", text(seen.visibility().name()));
        return seen.publishedAt().isEmpty()
                ? update.when("attribute_not_exists(#publishedAt)")
                : update.when("#publishedAt = :seenPublishedAt")
                        .value("seenPublishedAt", time(seen.publishedAt().get()));
    }

    private boolean touch(PhotoKey key, Instant now) {
        var update = new Expression()
                .set("expiresAt", Values.expiry(now.plus(Photo.KEPT)))
                .when(IS_TOMBSTONE)
                .value("deleted", text(PhotoState.DELETED.name()));
        return apply(key, update) instanceof Attempt.Done;
    }

    private Attempt apply(PhotoKey key, Expression update) {
        update.add("rev", 1);
        try {
            return new Attempt.Done(dynamoDb.updateItem(call -> call.tableName(table)
                            .key(PhotoItem.key(key))
                            .updateExpression(update.update())
                            .conditionExpression(update.condition())
                            .expressionAttributeNames(update.names())
                            .expressionAttributeValues(update.values())
                            .returnValues(ReturnValue.ALL_NEW)
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .attributes());
        } catch (ConditionalCheckFailedException refused) {
            return new Attempt.Refused(
                    refused.hasItem() ? Optional.of(new Attributes(refused.item())) : Optional.empty());
        }
    }

    private boolean putNew(Photo photo) {
        try {
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(PhotoItem.write(photo))
                    .conditionExpression(IS_NEW)
                    .expressionAttributeNames(Map.of("#photoId", "photoId")));
            return true;
        } catch (ConditionalCheckFailedException exists) {
            return false;
        }
    }

    private static boolean isTombstone(Attributes item) {
        return item.text("state").equals(PhotoState.DELETED.name());
    }

    private static boolean isReady(Attributes item) {
        return item.text("state").equals(PhotoState.READY.name());
    }

    private static boolean isCurrent(Attributes item, Sequencer sequencer) {
        return item.optionalText("manifestSequencer")
                .filter(known -> new Sequencer(known).compareTo(sequencer) >= 0)
                .isPresent();
    }
}
