package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static dev.darkroom.tables.Samples.capture;
import static dev.darkroom.tables.Samples.intent;
import static dev.darkroom.tables.Samples.media;
import static dev.darkroom.tables.Samples.photoKey;
import static dev.darkroom.tables.Samples.sequencer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.CaptionLimits;
import dev.darkroom.model.Capture;
import dev.darkroom.model.Edit;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Rendition;
import dev.darkroom.model.Suggestions;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.PhotoTable.Edited;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

        table.recordRejected(key, sequencer(1), Rejection.DAMAGED, NOW);
        assertThat(item()).doesNotContainKey("publicShard");

        table.recordReady(key, media(key, 2), capture(), NOW);
        assertThat(item()).containsEntry("publicShard", AttributeValue.fromS(shard));

        table.recordReady(key, media(key, 3), capture(), NOW.plusSeconds(86_400));
        assertThat(item())
                .as("by the day of its publication")
                .containsEntry("publicShard", AttributeValue.fromS(shard));

        table.delete(key, NOW);
        assertThat(item()).doesNotContainKey("publicShard");
    }

    @ParameterizedTest
    @EnumSource(Visibility.class)
    void anEditKeepsThePublicIndexRightInEveryState(Visibility visibility) {
        Optional<AttributeValue> indexed =
                visibility == Visibility.PUBLIC ? Optional.of(AttributeValue.fromS(shard)) : Optional.empty();

        edit(Visibility.PRIVATE);
        edit(visibility);
        assertThat(item()).as("PENDING").doesNotContainKey("publicShard");

        table.recordRejected(key, sequencer(1), Rejection.DAMAGED, NOW);
        edit(Visibility.PRIVATE);
        edit(visibility);
        assertThat(item()).as("REJECTED").doesNotContainKey("publicShard");

        table.recordReady(key, media(key, 2), capture(), NOW);
        assertThat(Optional.ofNullable(item().get("publicShard"))).as("READY").isEqualTo(indexed);

        for (Visibility between : Visibility.values()) {
            edit(between);
            edit(visibility);
            assertThat(Optional.ofNullable(item().get("publicShard")))
                    .as("READY, after %s", between)
                    .isEqualTo(indexed);
            edit(between);
        }

        table.delete(key, NOW);
        assertThat(table.edit(photo(), Edit.of(visibility), NOW)).isEqualTo(new Edited.NoSuchPhoto());
        assertThat(item()).as("DELETED").doesNotContainKey("publicShard");
    }

    @Test
    void keysOfRenditionsAreStoredWithoutThePhotosPrefixAndReadWithIt() {
        table.recordReady(key, media(key, 1), capture(), NOW);

        assertThat(new Attributes(item()).optional("renditions").orElseThrow().l())
                .extracting(rendition -> rendition.l().getLast().s())
                .containsExactly("large-1.jpg", "small-1.jpg");
        assertThat(photo().media()).contains(media(key, 1));
    }

    @Test
    void renditionsThatWereStoredWithNamesAndWholeKeysStillRead() {
        table.recordReady(key, media(key, 1), capture(), NOW);
        List<AttributeValue> named =
                media(key, 1).renditions().stream().map(PhotoItemTest::named).toList();

        LOCAL.client()
                .updateItem(update -> update.tableName(NAME)
                        .key(PhotoItem.key(key))
                        .updateExpression("SET renditions = :named")
                        .expressionAttributeValues(Map.of(":named", AttributeValue.fromL(named))));

        assertThat(photo().media()).contains(media(key, 1));
    }

    @Test
    void anItemOfBeforeLensExposureAndSuggestionsStillReads() {
        table.recordReady(key, media(key, 1), capture(), NOW);

        LOCAL.client()
                .updateItem(update -> update.tableName(NAME)
                        .key(PhotoItem.key(key))
                        .updateExpression("REMOVE lens, exposure, suggestions"));

        assertThat(photo().capture())
                .contains(new Capture(
                        capture().takenAt(),
                        capture().camera(),
                        Optional.empty(),
                        Optional.empty(),
                        capture().location(),
                        Optional.empty()));
    }

    /// The most that a file can put into an item: every text at its limit, of the characters that take most bytes.
    @Test
    void whatAFileSaysOfItselfKeepsAnItemFarBelowTheLimitOf400Kilobytes() {
        String widest = "\uD83D\uDCF7";
        List<String> tags = IntStream.range(0, CaptionLimits.TAGS)
                .mapToObj(number -> widest.repeat(CaptionLimits.TAG_CHARACTERS))
                .toList();
        table.recordReady(
                key,
                media(key, 1),
                new Capture(
                        capture().takenAt(),
                        Optional.of(widest.repeat(100)),
                        Optional.of(widest.repeat(100)),
                        capture().exposure(),
                        capture().location(),
                        Suggestions.of(
                                Optional.of(widest.repeat(CaptionLimits.TITLE_CHARACTERS)),
                                Optional.of(widest.repeat(CaptionLimits.DESCRIPTION_CHARACTERS)),
                                tags)),
                NOW);

        assertThat(ItemSize.of(item())).isLessThan(15_000);
        assertThat(photo().capture().orElseThrow().suggestions().orElseThrow().tags())
                .isEqualTo(tags);
    }

    private static AttributeValue named(Rendition rendition) {
        return AttributeValue.fromM(Map.of(
                "name", Values.text(rendition.name()),
                "width", Values.number(rendition.width()),
                "height", Values.number(rendition.height()),
                "bytes", Values.number(rendition.bytes()),
                "contentType", Values.text(rendition.contentType()),
                "key", Values.text(rendition.key())));
    }

    private Photo photo() {
        return table.find(key).orElseThrow();
    }

    private void edit(Visibility visibility) {
        assertThat(table.edit(photo(), Edit.of(visibility), NOW)).isInstanceOf(Edited.Saved.class);
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
