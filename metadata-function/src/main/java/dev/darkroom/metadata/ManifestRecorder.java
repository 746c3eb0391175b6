package dev.darkroom.metadata;

import dev.darkroom.metadata.embedded.CaptureReader;
import dev.darkroom.metadata.embedded.MetadataBlocks;
import dev.darkroom.model.Capture;
import dev.darkroom.model.HopTiming;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.JournalEntry;
import dev.darkroom.model.Manifest;
import dev.darkroom.model.Media;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.SourceImage;
import dev.darkroom.tables.JournalTable;
import dev.darkroom.tables.PhotoTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Takes a photo's manifest, and what its original says of the moment, into the Photos table. Recording the same
/// manifest again, or an older one, changes nothing.
final class ManifestRecorder {
    /// What an EXIF block at the start of a JPEG fits into, with the largest JFIF segment before it.
    static final long HEAD_BYTES = 128 * 1024L;

    private static final String HOP = "metadata";
    private static final int FIRST_TRANSPOSED = 5;

    private final Manifests manifests;
    private final Originals originals;
    private final PhotoTable photos;
    private final JournalTable journal;
    private final Clock clock;

    ManifestRecorder(Manifests manifests, Originals originals, PhotoTable photos, JournalTable journal, Clock clock) {
        this.manifests = manifests;
        this.originals = originals;
        this.photos = photos;
        this.journal = journal;
        this.clock = clock;
    }

    /// @throws RuntimeException where a store or the table fails: the event has to be delivered again
    Outcome record(Arrival arrival, Invocation invocation) {
        Instant start = clock.instant();
        return switch (manifests.fetch(arrival)) {
            case FetchedManifest.Missing() -> new Outcome.ManifestMissing();
            case FetchedManifest.Changed() -> new Outcome.ManifestChanged();
            case FetchedManifest.Broken() -> new Outcome.ManifestBroken();
            case FetchedManifest.Found(Manifest manifest) -> {
                Outcome outcome = record(arrival, manifest);
                writeJournal(manifest, outcome, start, invocation);
                yield outcome;
            }
        };
    }

    private Outcome record(Arrival arrival, Manifest manifest) {
        Optional<Photo> photo = photos.find(arrival.photo());
        Optional<Rejection> rejection = Optional.ofNullable(manifest.rejection())
                .or(() -> photo.filter(announced -> !isAsAnnounced(manifest, announced))
                        .map(_ -> Rejection.TYPE_NOT_AS_ANNOUNCED));
        if (rejection.isPresent()) {
            return outcome(
                    photos.recordRejected(arrival.photo(), arrival.sequencer(), rejection.get(), clock.instant()),
                    photo,
                    rejection);
        }
        // What is gone needs no reading; recording it says so to whoever follows tombstones.
        boolean alive =
                photo.filter(found -> found.state() != PhotoState.DELETED).isPresent();
        Capture capture = alive ? capture(manifest) : Capture.UNKNOWN;
        return outcome(
                photos.recordReady(arrival.photo(), media(arrival, manifest), capture, clock.instant()),
                photo,
                Optional.empty());
    }

    private static boolean isAsAnnounced(Manifest manifest, Photo photo) {
        return photo.state() == PhotoState.DELETED
                || photo.announcement()
                        .type()
                        .contentType()
                        .equals(manifest.source().contentType());
    }

    private Outcome outcome(PhotoTable.Recorded recorded, Optional<Photo> before, Optional<Rejection> rejection) {
        return switch (recorded) {
            case PhotoTable.Recorded.AlreadyCurrent() -> new Outcome.AlreadyCurrent();
            case PhotoTable.Recorded.Gone() -> new Outcome.Gone();
            case PhotoTable.Recorded.StaysReady _ -> new Outcome.StaysReady(rejection.orElseThrow());
            case PhotoTable.Recorded.Applied(Photo photo) ->
                photo.rejection().<Outcome>map(Outcome.Rejected::new).orElseGet(() -> ready(photo, before));
        };
    }

    private Outcome ready(Photo photo, Optional<Photo> before) {
        Optional<Duration> sinceIntent = before.filter(found -> found.state() == PhotoState.PENDING)
                .map(found -> Duration.between(found.createdAt(), clock.instant()));
        return new Outcome.Ready(photo, sinceIntent);
    }

    private static Media media(Arrival arrival, Manifest manifest) {
        SourceImage source = manifest.source();
        boolean transposed = source.orientation() >= FIRST_TRANSPOSED;
        return new Media(
                arrival.sequencer(),
                transposed ? source.height() : source.width(),
                transposed ? source.width() : source.height(),
                manifest.renditions(),
                Optional.ofNullable(manifest.placeholder()),
                manifest.recipe());
    }

    /// Reads the head of the original, and the whole only where blocks may lie behind it.
    private Capture capture(Manifest manifest) {
        return ImageType.ofContentType(manifest.source().contentType())
                .map(type -> CaptureReader.read(blocks(manifest, type)))
                .orElse(Capture.UNKNOWN);
    }

    private MetadataBlocks blocks(Manifest manifest, ImageType type) {
        long size = manifest.source().bytes();
        MetadataBlocks blocks = blocks(manifest, type, Math.min(size, HEAD_BYTES));
        return blocks.isComplete() || size <= HEAD_BYTES ? blocks : blocks(manifest, type, size);
    }

    private MetadataBlocks blocks(Manifest manifest, ImageType type, long bytes) {
        return originals
                .head(manifest.key(), manifest.source().etag(), bytes)
                .map(head -> MetadataBlocks.find(type, head))
                .orElse(MetadataBlocks.NONE);
    }

    private void writeJournal(Manifest manifest, Outcome outcome, Instant start, Invocation invocation) {
        String made = manifest.outcome() == PhotoState.READY
                ? manifest.renditions().size() + " renditions"
                : "REJECTED " + Objects.requireNonNull(manifest.rejection());
        HopTiming own = new HopTiming(
                HOP,
                1,
                start.toEpochMilli(),
                Duration.between(start, clock.instant()).toMillis(),
                invocation.requestId(),
                invocation.coldStart());
        journal.write(List.of(
                JournalEntry.of(manifest.photoId(), manifest.timing(), made),
                JournalEntry.of(manifest.photoId(), own, outcome.word())));
    }
}
