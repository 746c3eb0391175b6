package dev.darkroom.tables;

import static dev.darkroom.tables.Values.number;
import static dev.darkroom.tables.Values.text;
import static dev.darkroom.tables.Values.time;

import dev.darkroom.model.Announcement;
import dev.darkroom.model.Capture;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.Media;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Rendition;
import dev.darkroom.model.Sequencer;
import dev.darkroom.model.Traceparent;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A photo as an item of the Photos table and as an image in its stream. `expiresAt` is in epoch seconds, as time to
/// live wants it; all other instants are text that sorts. What has no value has no attribute.
public final class PhotoItem {
    /// The sparse index `public`: a day in ten parts, so that no day is one partition.
    private static final int SHARDS = 10;

    private static final int DAY_LENGTH = "yyyy-MM-dd".length();

    private PhotoItem() {}

    /// Reads an item.
    ///
    /// @param item of the table, or a whole image of its stream
    /// @throws RuntimeException where it is none that this class wrote
    public static Photo read(Map<String, AttributeValue> item) {
        var attributes = new Attributes(item);
        PhotoState state = PhotoState.valueOf(attributes.text("state"));
        var key = new PhotoKey(new UserId(attributes.text("ownerId")), new PhotoId(attributes.text("photoId")));
        return new Photo(
                key,
                attributes.number("rev"),
                state,
                Visibility.valueOf(attributes.text("visibility")),
                attributes.optionalText("title"),
                attributes.optionalText("description"),
                attributes.texts("tags"),
                readAnnouncement(attributes),
                attributes.time("createdAt"),
                attributes.optionalTime("publishedAt"),
                attributes.optionalExpiry("expiresAt"),
                attributes.optionalText("rejection").map(Rejection::valueOf),
                state == PhotoState.READY ? Optional.of(readMedia(key, attributes)) : Optional.empty(),
                state == PhotoState.READY ? Optional.of(readCapture(attributes)) : Optional.empty(),
                attributes.optionalText("traceparent").flatMap(Traceparent::parse));
    }

    /// The item of an intent or a tombstone; media and capture come by updates.
    static Map<String, AttributeValue> write(Photo photo) {
        Map<String, AttributeValue> item = new HashMap<>(key(photo.key()));
        item.put("rev", number(photo.rev()));
        item.put("state", text(photo.state().name()));
        item.put("visibility", text(photo.visibility().name()));
        photo.title().ifPresent(title -> item.put("title", text(title)));
        photo.description().ifPresent(description -> item.put("description", text(description)));
        Values.texts(photo.tags()).ifPresent(tags -> item.put("tags", tags));
        if (photo.state() != PhotoState.DELETED) {
            Announcement announcement = photo.announcement();
            announcement.fileName().ifPresent(name -> item.put("fileName", text(name)));
            item.put("contentType", text(announcement.type().contentType()));
            item.put("sizeBytes", number(announcement.sizeBytes()));
            item.put("sha256", text(announcement.sha256()));
        }
        item.put("createdAt", time(photo.createdAt()));
        photo.publishedAt().ifPresent(instant -> item.put("publishedAt", time(instant)));
        photo.expiresAt().ifPresent(instant -> item.put("expiresAt", Values.expiry(instant)));
        photo.traceparent().ifPresent(trace -> item.put("traceparent", text(trace.value())));
        return item;
    }

    static Map<String, AttributeValue> key(PhotoKey key) {
        return Map.of(
                "ownerId",
                text(key.ownerId().value()),
                "photoId",
                text(key.photoId().value()));
    }

    /// The partition of the index `public` that a PUBLIC and READY photo is in: `yyyy-MM-dd#0..9`.
    static String publicShard(PhotoId photoId, Instant publishedAt) {
        // String.hashCode is specified, so that it is the same on every JVM.
        return publicShard(
                time(publishedAt).s().substring(0, DAY_LENGTH),
                Math.floorMod(photoId.value().hashCode(), SHARDS));
    }

    /// Every partition of the index `public` that photos published on a day are in.
    static List<String> publicShards(LocalDate day) {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> publicShard(day.toString(), shard))
                .toList();
    }

    private static String publicShard(String day, int shard) {
        return day + "#" + shard;
    }

    /// What an owner's edit writes of the photo that it makes.
    static void setEdited(Expression update, Photo edited) {
        Optional<String> shard = edited.publishedAt()
                .filter(_ -> edited.state() == PhotoState.READY && edited.visibility() == Visibility.PUBLIC)
                .map(instant -> publicShard(edited.key().photoId(), instant));
        update.set("visibility", text(edited.visibility().name()))
                .set("title", edited.title().map(Values::text))
                .set("description", edited.description().map(Values::text))
                .set("tags", Values.texts(edited.tags()))
                .set("publishedAt", edited.publishedAt().map(Values::time))
                .set("publicShard", shard.map(Values::text));
    }

    static void setMedia(Expression update, PhotoKey key, Media media) {
        update.set("manifestSequencer", text(media.manifestSequencer().value()))
                .set("width", number(media.width()))
                .set("height", number(media.height()))
                .set(
                        "renditions",
                        AttributeValue.fromL(media.renditions().stream()
                                .map(rendition -> writeRendition(key, rendition))
                                .toList()))
                .set("placeholder", media.placeholder().map(AttributeValue::fromS))
                .set("recipe", text(media.recipe()));
    }

    static void setCapture(Expression update, Capture capture) {
        update.set("takenAt", capture.takenAt().map(AttributeValue::fromS))
                .set("camera", capture.camera().map(AttributeValue::fromS))
                .set("lens", capture.lens().map(AttributeValue::fromS))
                .set("exposure", capture.exposure().map(CaptureValues::write))
                .set("location", capture.location().map(CaptureValues::write))
                .set("suggestions", capture.suggestions().map(CaptureValues::write));
    }

    static void removeMediaAndCapture(Expression update) {
        update.remove("width", "height", "renditions", "placeholder", "recipe")
                .remove("takenAt", "camera", "lens", "exposure", "location", "suggestions");
    }

    private static Announcement readAnnouncement(Attributes attributes) {
        // Tombstones have none.
        return attributes.has("sha256")
                ? new Announcement(
                        attributes.optionalText("fileName"),
                        ImageType.ofContentType(attributes.text("contentType")).orElseThrow(),
                        attributes.number("sizeBytes"),
                        attributes.text("sha256"))
                : Announcement.FORGOTTEN;
    }

    private static Media readMedia(PhotoKey key, Attributes attributes) {
        return new Media(
                new Sequencer(attributes.text("manifestSequencer")),
                attributes.integer("width"),
                attributes.integer("height"),
                attributes.optional("renditions").orElseThrow().l().stream()
                        .map(rendition -> readRendition(key, rendition))
                        .toList(),
                attributes.optionalText("placeholder"),
                attributes.text("recipe"));
    }

    private static Capture readCapture(Attributes attributes) {
        return new Capture(
                attributes.optionalText("takenAt"),
                attributes.optionalText("camera"),
                attributes.optionalText("lens"),
                attributes.optional("exposure").map(CaptureValues::readExposure),
                attributes.optional("location").map(CaptureValues::readLocation),
                attributes.optional("suggestions").map(CaptureValues::readSuggestions));
    }

    /// A rendition as a list, its key without the photo's own prefix: six names and a prefix three times over weigh
    /// 300 bytes, and without them an ordinary item stays below 1 KB, so that each write of it takes one unit.
    private static AttributeValue writeRendition(PhotoKey photo, Rendition rendition) {
        String prefix = photo.mediaPrefix();
        String objectKey = rendition.key();
        return AttributeValue.fromL(List.of(
                text(rendition.name()),
                number(rendition.width()),
                number(rendition.height()),
                number(rendition.bytes()),
                text(rendition.contentType()),
                text(objectKey.startsWith(prefix) ? objectKey.substring(prefix.length()) : objectKey)));
    }

    private static Rendition readRendition(PhotoKey photo, AttributeValue rendition) {
        if (rendition.hasM()) {
            return readNamedRendition(new Attributes(rendition.m()));
        }
        List<AttributeValue> parts = rendition.l();
        String objectKey = parts.get(5).s();
        return new Rendition(
                parts.get(0).s(),
                Integer.parseInt(parts.get(1).n()),
                Integer.parseInt(parts.get(2).n()),
                Long.parseLong(parts.get(3).n()),
                parts.get(4).s(),
                objectKey.contains("/") ? objectKey : photo.mediaPrefix() + objectKey);
    }

    /// As items of before have it.
    private static Rendition readNamedRendition(Attributes attributes) {
        return new Rendition(
                attributes.text("name"),
                attributes.integer("width"),
                attributes.integer("height"),
                attributes.number("bytes"),
                attributes.text("contentType"),
                attributes.text("key"));
    }
}
