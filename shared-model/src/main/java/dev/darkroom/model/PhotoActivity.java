package dev.darkroom.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What happened to a photo, for whoever subscribes to the PhotoActivity topic: ids only, at least once, unordered.
/// Consumers drop what they have seen by `eventId`.
///
/// @param eventId `photoId#rev`
/// @param occurredAt RFC 3339 with milliseconds
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PhotoActivity(
        int schemaVersion,
        String eventId,
        Kind kind,
        PhotoId photoId,
        UserId ownerId,
        String occurredAt,
        @Nullable String traceparent) {
    public static final int SCHEMA_VERSION = 1;

    /// What became of the photo for those who may see it.
    public enum Kind {
        PUBLISHED,
        CHANGED,
        WITHDRAWN
    }

    public static PhotoActivity of(Photo photo, Kind kind, Instant occurredAt) {
        return new PhotoActivity(
                SCHEMA_VERSION,
                photo.key().photoId() + "#" + photo.rev(),
                kind,
                photo.key().photoId(),
                photo.key().ownerId(),
                Timestamps.format(occurredAt),
                photo.traceparent().map(Traceparent::value).orElse(null));
    }
}
