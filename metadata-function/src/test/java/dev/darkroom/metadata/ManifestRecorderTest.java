package dev.darkroom.metadata;

import static dev.darkroom.metadata.SampleManifests.ETAG;
import static dev.darkroom.metadata.SampleManifests.PHOTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.metadata.embedded.Files;
import dev.darkroom.metadata.embedded.Tiff;
import dev.darkroom.model.Capture;
import dev.darkroom.model.Exposure;
import dev.darkroom.model.ExposureTime;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.JournalEntry;
import dev.darkroom.model.Location;
import dev.darkroom.model.Manifest;
import dev.darkroom.model.Media;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Sequencer;
import dev.darkroom.model.SourceImage;
import dev.darkroom.model.Suggestions;
import dev.darkroom.tables.InMemoryJournalTable;
import dev.darkroom.tables.InMemoryPhotoTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestRecorderTest {
    private static final Instant INTENT = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant NOW = INTENT.plusSeconds(3);
    private static final byte[] TIFF = new Tiff()
            .camera("NIKON", "COOLPIX P6000")
            .described("Arezzo")
            .taken("2008:10:22 16:28:39")
            .exposed(1, 75, 59, 10, 64, 240, 10, 112)
            .at('N', 43, 0, 'E', 11)
            .bytes();

    private final InMemoryManifests manifests = new InMemoryManifests();
    private final InMemoryOriginals originals = new InMemoryOriginals();
    private final InMemoryPhotoTable photos = new InMemoryPhotoTable();
    private final InMemoryJournalTable journal = new InMemoryJournalTable();
    private final ManifestRecorder recorder =
            new ManifestRecorder(manifests, originals, photos, journal, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aManifestMakesItsPhotoReady() {
        announce(ImageType.JPEG);
        manifests.put(SampleManifests.ready(), "m1");
        originals.put(PHOTO, ETAG, Files.jpeg(TIFF, 0));

        Outcome outcome = record("m1", "0A");

        Photo photo = photos.find(PHOTO).orElseThrow();
        assertThat(outcome).isEqualTo(new Outcome.Ready(photo, Optional.of(Duration.ofSeconds(3))));
        assertThat(photo.state()).isEqualTo(PhotoState.READY);
        assertThat(photo.publishedAt()).contains(NOW);
        assertThat(photo.media())
                .contains(new Media(
                        new Sequencer("0A"),
                        4000,
                        3000,
                        SampleManifests.ready().renditions(),
                        Optional.of("1QcSHQRnh493V4dIh4eXh1h4kJUI"),
                        "fedcba9876543210"));
        assertThat(photo.capture())
                .contains(new Capture(
                        Optional.of("2008-10-22T16:28:39"),
                        Optional.of("NIKON COOLPIX P6000"),
                        Optional.empty(),
                        Exposure.of(
                                Optional.of(new ExposureTime(1, 75)),
                                Optional.of(5.9),
                                Optional.of(64),
                                Optional.of(24.0),
                                Optional.of(112)),
                        Optional.of(new Location(43, 11)),
                        Suggestions.of(Optional.empty(), Optional.of("Arezzo"), List.of())));
    }

    @Test
    void widthAndHeightAreThoseShown() {
        announce(ImageType.JPEG);
        manifests.put(
                SampleManifests.ready(new SourceImage(ETAG, 900, "ab".repeat(32), "image/jpeg", 4000, 3000, 6)), "m1");

        record("m1", "0A");

        Media media = photos.find(PHOTO).orElseThrow().media().orElseThrow();
        assertThat(List.of(media.width(), media.height())).containsExactly(3000, 4000);
    }

    @Test
    void aBlockBehindTheHeadIsReadFromTheWholeFile() {
        announce(ImageType.WEBP);
        byte[] file = Files.webp(TIFF, 300_000, false);
        manifests.put(
                SampleManifests.ready(new SourceImage(ETAG, file.length, "ab".repeat(32), "image/webp", 40, 30, 1)),
                "m1");
        originals.put(PHOTO, ETAG, file);

        record("m1", "0A");

        assertThat(photos.find(PHOTO).orElseThrow().capture().orElseThrow().camera())
                .contains("NIKON COOLPIX P6000");
        assertThat(originals.limits()).containsExactly(ManifestRecorder.HEAD_BYTES, (long) file.length);
    }

    @Test
    void aPhotoWithoutAnOriginalIsReadyWithoutItsMoment() {
        announce(ImageType.JPEG);
        manifests.put(SampleManifests.ready(), "m1");

        assertThat(record("m1", "0A")).isInstanceOf(Outcome.Ready.class);
        assertThat(photos.find(PHOTO).orElseThrow().capture()).contains(Capture.UNKNOWN);
    }

    @Test
    void aRefusalIsRecordedWithItsReason() {
        announce(ImageType.JPEG);
        manifests.put(SampleManifests.rejected(Rejection.TRUNCATED), "m1");

        assertThat(record("m1", "0A")).isEqualTo(new Outcome.Rejected(Rejection.TRUNCATED));
        assertThat(photos.find(PHOTO).orElseThrow().rejection()).contains(Rejection.TRUNCATED);
        assertThat(originals.limits()).isEmpty();
    }

    @Test
    void aPhotoThatIsReadyIsNotLostWhenALaterEngineRefusesItsOriginal() {
        announce(ImageType.JPEG);
        manifests.put(SampleManifests.ready(), "m1");
        record("m1", "0A");
        Photo ready = photos.find(PHOTO).orElseThrow();
        manifests.put(SampleManifests.rejected(Rejection.DAMAGED), "m2");

        assertThat(record("m2", "0B")).isEqualTo(new Outcome.StaysReady(Rejection.DAMAGED));

        assertThat(photos.find(PHOTO)).contains(ready);
        assertThat(journal.read(PHOTO.photoId()))
                .extracting(JournalEntry::outcome)
                .contains("REJECTED DAMAGED", "stays READY, though now DAMAGED");
    }

    @Test
    void aTypeOtherThanTheAnnouncedIsRefused() {
        announce(ImageType.PNG);
        manifests.put(SampleManifests.ready(), "m1");

        assertThat(record("m1", "0A")).isEqualTo(new Outcome.Rejected(Rejection.TYPE_NOT_AS_ANNOUNCED));
        assertThat(photos.find(PHOTO).orElseThrow().state()).isEqualTo(PhotoState.REJECTED);
        assertThat(originals.limits()).isEmpty();
    }

    @Test
    void whatIsNoImageIsRefusedAsThatAndNotForItsType() {
        announce(ImageType.PNG);
        manifests.put(SampleManifests.rejected(Rejection.NOT_AN_IMAGE), "m1");

        assertThat(record("m1", "0A")).isEqualTo(new Outcome.Rejected(Rejection.NOT_AN_IMAGE));
    }

    @Test
    void theSameManifestTwiceChangesNothing() {
        announce(ImageType.JPEG);
        manifests.put(SampleManifests.ready(), "m1");
        record("m1", "0A");
        Photo once = photos.find(PHOTO).orElseThrow();

        assertThat(record("m1", "0A")).isEqualTo(new Outcome.AlreadyCurrent());
        assertThat(photos.find(PHOTO)).contains(once);
    }

    @Test
    void anOlderManifestThatComesLaterChangesNothing() {
        announce(ImageType.JPEG);
        manifests.put(SampleManifests.ready(), "m1");
        record("m1", "0100");

        assertThat(record("m1", "FF")).isEqualTo(new Outcome.AlreadyCurrent());
    }

    @Test
    void onlyTheFirstTimeCountsAsAnUpload() {
        announce(ImageType.JPEG);
        manifests.put(SampleManifests.ready(), "m1");
        record("m1", "01");

        assertThat(record("m1", "02"))
                .isInstanceOfSatisfying(
                        Outcome.Ready.class,
                        ready -> assertThat(ready.sinceIntent()).isEmpty());
    }

    @Test
    void aDeletedPhotoStaysDeletedAndItsOriginalUnread() {
        announce(ImageType.PNG);
        photos.delete(PHOTO, NOW);
        manifests.put(SampleManifests.ready(), "m1");

        assertThat(record("m1", "0A")).isEqualTo(new Outcome.Gone());
        assertThat(photos.find(PHOTO).orElseThrow().state()).isEqualTo(PhotoState.DELETED);
        assertThat(originals.limits()).isEmpty();
    }

    @Test
    void aManifestOfNoPhotoLeavesATombstoneSoThatItsObjectsGo() {
        manifests.put(SampleManifests.ready(), "m1");

        assertThat(record("m1", "0A")).isEqualTo(new Outcome.Gone());
        assertThat(photos.find(PHOTO).orElseThrow().state()).isEqualTo(PhotoState.DELETED);
    }

    @Test
    void aManifestThatIsGoneChangedOrBrokenIsAnOutcome() {
        announce(ImageType.JPEG);
        assertThat(record("m1", "01")).isEqualTo(new Outcome.ManifestMissing());

        manifests.put(SampleManifests.ready(), "m2");
        assertThat(record("m1", "02")).isEqualTo(new Outcome.ManifestChanged());

        manifests.putBroken(PHOTO, "m3");
        assertThat(record("m3", "03")).isEqualTo(new Outcome.ManifestBroken());
        assertThat(photos.find(PHOTO).orElseThrow().state()).isEqualTo(PhotoState.PENDING);
    }

    @Test
    void bothHopsStandInTheJournal() {
        announce(ImageType.JPEG);
        Manifest manifest = SampleManifests.ready();
        manifests.put(manifest, "m1");

        record("m1", "0A");

        assertThat(journal.read(PHOTO.photoId()))
                .containsExactly(
                        JournalEntry.of(PHOTO.photoId(), manifest.timing(), "1 renditions"),
                        new JournalEntry(
                                PHOTO.photoId(), "metadata", 1, NOW, Duration.ZERO, "READY", "request-1", false));
    }

    @Test
    void aStoreThatFailsIsThrownSoThatTheEventComesAgain() {
        announce(ImageType.JPEG);
        manifests.failWith(new IllegalStateException("on purpose"));

        assertThatThrownBy(() -> record("m1", "0A")).hasMessage("on purpose");
    }

    private Outcome record(String etag, String sequencer) {
        var arrival = new Arrival("media", PHOTO, Optional.of(etag), new Sequencer(sequencer));
        return recorder.record(arrival, new Invocation("request-1", false));
    }

    private void announce(ImageType type) {
        photos.create(SampleManifests.announced(type, INTENT));
    }
}
