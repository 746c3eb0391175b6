package dev.darkroom.metadata;

import dev.darkroom.model.Announcement;
import dev.darkroom.model.HopTiming;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.Manifest;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Rendition;
import dev.darkroom.model.SourceImage;
import dev.darkroom.model.Traceparent;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What thumbnail-function writes of alice's photo.
final class SampleManifests {
    static final PhotoKey PHOTO = new PhotoKey(new UserId("alice"), new PhotoId("01ARZ3NDEKTSV4RRFFQ69G5FAV"));
    static final String ETAG = "5eb63bbbe01eeed093cb22bb8f5acdc3";
    static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static final HopTiming TIMING = new HopTiming("thumbnail", 1, 1_700_000_000_000L, 250, "thumbnail-1", true);

    private SampleManifests() {}

    /// The intent that the upload of alice's photo began with.
    static Photo announced(ImageType type, Instant at) {
        return Photo.announced(
                PHOTO,
                Visibility.FRIENDS,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new Announcement(Optional.empty(), type, 900, "ab".repeat(32)),
                at,
                new Traceparent(TRACE));
    }

    /// A JPEG of 4000 × 3000 pixels, shown upright.
    static Manifest ready() {
        return ready(new SourceImage(ETAG, 900, "ab".repeat(32), "image/jpeg", 4000, 3000, 1));
    }

    static Manifest ready(SourceImage source) {
        Rendition rendition = new Rendition(
                "large", 1600, 1200, 300_000, "image/jpeg", PHOTO.mediaPrefix() + "large-0123456789abcdef.jpg");
        return new Manifest(
                Manifest.SCHEMA_VERSION,
                PHOTO.photoId(),
                PHOTO.ownerId(),
                source,
                PhotoState.READY,
                null,
                List.of(rendition),
                "1QcSHQRnh493V4dIh4eXh1h4kJUI",
                "#3a6ea5",
                true,
                "fedcba9876543210",
                TIMING,
                TRACE);
    }

    static Manifest rejected(Rejection reason) {
        return new Manifest(
                Manifest.SCHEMA_VERSION,
                PHOTO.photoId(),
                PHOTO.ownerId(),
                new SourceImage(ETAG, 900, "ab".repeat(32), "", 0, 0, 1),
                PhotoState.REJECTED,
                reason,
                List.of(),
                null,
                null,
                false,
                "fedcba9876543210",
                TIMING,
                null);
    }
}
