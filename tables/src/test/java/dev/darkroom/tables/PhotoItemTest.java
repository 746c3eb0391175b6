package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static dev.darkroom.tables.Samples.capture;
import static dev.darkroom.tables.Samples.intent;
import static dev.darkroom.tables.Samples.media;
import static dev.darkroom.tables.Samples.photoKey;
import static dev.darkroom.tables.Samples.sequencer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What stands in the items of the Photos table, beyond what its port shows.
final class PhotoItemTest {
    private static final LocalDynamoDb LOCAL = LocalDynamoDb.SHARED;
    private static final String NAME = LOCAL.createTable("PhotosTable");

    private final PhotoTable table = new DynamoDbPhotoTable(LOCAL.client(), NAME);
    private final PhotoKey key = photoKey(new UserId(UUID.randomUUID().toString()), 1);
    private final String shard = PhotoItem.publicShard(key.photoId(), NOW);

    @BeforeEach
    void announce() {
        table.create(intent(key, Visibility.PUBLIC));
    }

    private Map<String, AttributeValue> item() {
        return LOCAL.client()
                .getItem(get -> get.tableName(NAME).key(PhotoItem.key(key)))
                .item();
    }

    @Test
    void onlyAReadyPublicPhotoIsInThePublicIndex() {
        assertThat(item()).doesNotContainKey("publicShard");

        table.recordReady(key, media(key, 1), capture(), NOW);
        assertThat(item()).containsEntry("publicShard", AttributeValue.fromS(shard));

        table.recordRejected(key, sequencer(2), Rejection.DAMAGED, NOW);
        assertThat(item()).doesNotContainKey("publicShard");

        table.recordReady(key, media(key, 3), capture(), NOW.plusSeconds(86_400));
        assertThat(item())
                .as("by the day of its publication")
                .containsEntry("publicShard", AttributeValue.fromS(shard));

        table.delete(key, NOW);
        assertThat(item()).doesNotContainKey("publicShard");
    }

    @Test
    void aPhotoForFriendsIsNotInThePublicIndex() {
        PhotoKey friends = photoKey(key.ownerId(), 2);
        table.create(intent(friends, Visibility.FRIENDS));

        table.recordReady(friends, media(friends, 1), capture(), NOW);

        assertThat(LOCAL.client()
                        .query(query -> query.tableName(NAME)
                                .indexName("public")
                                .keyConditionExpression("publicShard = :shard")
                                .expressionAttributeValues(Map.of(
                                        ":shard", AttributeValue.fromS(PhotoItem.publicShard(friends.photoId(), NOW)))))
                        .items())
                .noneMatch(item -> new Attributes(item)
                        .text("photoId")
                        .equals(friends.photoId().value()));
    }

    @Test
    void thePublicIndexHoldsKeysAlone() {
        table.recordReady(key, media(key, 1), capture(), NOW);

        assertThat(LOCAL.client()
                        .query(query -> query.tableName(NAME)
                                .indexName("public")
                                .keyConditionExpression("publicShard = :shard")
                                .expressionAttributeValues(Map.of(":shard", AttributeValue.fromS(shard))))
                        .items())
                .filteredOn(item -> new Attributes(item)
                        .text("ownerId")
                        .equals(key.ownerId().value()))
                .singleElement()
                .satisfies(
                        item -> assertThat(item).containsOnlyKeys("ownerId", "photoId", "publicShard", "publishedAt"));
    }

    @Test
    void expiryIsInSecondsAsTimeToLiveWantsIt() {
        assertThat(new Attributes(item()).number("expiresAt"))
                .isEqualTo(NOW.plusSeconds(30L * 86_400).getEpochSecond());

        table.recordReady(key, media(key, 1), capture(), NOW);

        assertThat(item()).doesNotContainKey("expiresAt");
    }

    @Test
    void nothingOfTheFileIsLeftInATombstone() {
        table.recordReady(key, media(key, 1), capture(), NOW);

        table.delete(key, NOW);

        assertThat(item())
                .containsOnlyKeys(
                        "ownerId",
                        "photoId",
                        "rev",
                        "state",
                        "visibility",
                        "createdAt",
                        "publishedAt",
                        "expiresAt",
                        "traceparent");
    }
}
