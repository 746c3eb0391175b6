package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Announcement;
import dev.darkroom.model.Capture;
import dev.darkroom.model.Change;
import dev.darkroom.model.Edit;
import dev.darkroom.model.Exposure;
import dev.darkroom.model.ExposureTime;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.Location;
import dev.darkroom.model.Media;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Rendition;
import dev.darkroom.model.Sequencer;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What an ordinary photo weighs, and what editing it takes.
final class PhotoCostTest {
    private static final LocalDynamoDb LOCAL = LocalDynamoDb.SHARED;
    private static final String NAME = LOCAL.createTable("PhotosTable");
    private static final Edit RENAME = new Edit(
            new Change.Set<>("Evening at the pier"), new Change.Keep<>(), new Change.Keep<>(), Optional.empty());

    private final PhotoTable table = new DynamoDbPhotoTable(LOCAL.client(), NAME);

    /// As a camera and three renditions make it, with title, description and tags of usual length.
    private Photo ordinary(Visibility visibility) {
        var key = new PhotoKey(new UserId(UUID.randomUUID().toString()), new PhotoId("01KAJ5ZJ0M3V9R8X7W6T5S4Q3P"));
        table.create(Photo.announced(
                key,
                visibility,
                Optional.of("Morning at the harbour"),
                Optional.of("Before the boats left. The café was still closed, and we had the pier to ourselves."),
                List.of("harbour", "morning", "boats"),
                new Announcement(Optional.of("IMG_20260712_061544.jpg"), ImageType.JPEG, 4_718_592, "ab".repeat(32)),
                NOW,
                Samples.TRACE));
        List<Rendition> renditions = Stream.of(
                        new Rendition("large", 1600, 1199, 412_345, "image/jpeg", "large-0123456789abcdef.jpg"),
                        new Rendition("medium", 640, 479, 61_234, "image/jpeg", "medium-0123456789abcdef.jpg"),
                        new Rendition("small", 160, 119, 5_678, "image/jpeg", "small-0123456789abcdef.jpg"))
                .map(one -> new Rendition(
                        one.name(),
                        one.width(),
                        one.height(),
                        one.bytes(),
                        one.contentType(),
                        key.mediaPrefix() + one.key()))
                .toList();
        table.recordReady(
                key,
                new Media(
                        new Sequencer("0055AED6DCD90281E5"),
                        4032,
                        3024,
                        renditions,
                        Optional.of("1QcSHQRnh493V4dIh4eXh1h4kJUI"),
                        "0123456789abcdef"),
                new Capture(
                        Optional.of("2026-07-12T06:15:44+02:00"),
                        Optional.of("FUJIFILM X-T4"),
                        Optional.of("XF23mmF2 R WR"),
                        Exposure.of(
                                Optional.of(new ExposureTime(1, 250)),
                                Optional.of(5.6),
                                Optional.of(200),
                                Optional.of(23.0),
                                Optional.of(35)),
                        Optional.of(new Location(53.54321, 9.98765)),
                        Optional.empty()),
                NOW);
        return table.find(key).orElseThrow();
    }

    private Map<String, AttributeValue> item(Photo photo) {
        return LOCAL.client()
                .getItem(get -> get.tableName(NAME).key(PhotoItem.key(photo.key())))
                .item();
    }

    @Test
    void anOrdinaryPhotoWeighsLessThanAKilobyte() {
        assertThat(ItemSize.of(item(ordinary(Visibility.PUBLIC))))
                .isEqualTo(1_013)
                .isLessThan(1_024);
    }

    @Test
    void anEditTakesOneWriteUnitAndOneMoreForTheIndexWhereAPhotoBecomesPublicOrIsNoLonger() {
        var capacities = new ConsumedCapacities();
        try (DynamoDbClient metered = LOCAL.client(capacities)) {
            PhotoTable meteredTable = new DynamoDbPhotoTable(metered, NAME);

            for (Visibility visibility : Visibility.values()) {
                Photo photo = ordinary(visibility);
                meteredTable.edit(photo, RENAME, NOW);
                assertThat(capacities.take()).as("a new title, %s", visibility).containsExactly(1.0);
            }
            edit(meteredTable, ordinary(Visibility.PRIVATE), Visibility.FRIENDS);
            assertThat(capacities.take()).containsExactly(1.0);
            edit(meteredTable, ordinary(Visibility.FRIENDS), Visibility.PUBLIC);
            assertThat(capacities.take()).containsExactly(2.0);
            edit(meteredTable, ordinary(Visibility.PUBLIC), Visibility.FRIENDS);
            assertThat(capacities.take()).containsExactly(2.0);
            edit(meteredTable, ordinary(Visibility.FRIENDS), Visibility.FRIENDS);
            assertThat(capacities.take()).as("nothing to change").isEmpty();
        }
    }

    private static void edit(PhotoTable table, Photo photo, Visibility visibility) {
        table.edit(photo, Edit.of(visibility), NOW);
    }
}
