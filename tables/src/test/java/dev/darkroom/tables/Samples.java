package dev.darkroom.tables;

import dev.darkroom.model.Announcement;
import dev.darkroom.model.Capture;
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
import dev.darkroom.model.Suggestions;
import dev.darkroom.model.Traceparent;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Well-formed values for tests.
public final class Samples {
    /// A moment in whole seconds, as every table keeps it.
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    public static final Traceparent TRACE = new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    private Samples() {}

    /// A photo id; greater numbers sort later.
    public static PhotoId photoId(int number) {
        return new PhotoId("01KAJ3N0" + "%018d".formatted(number));
    }

    public static PhotoKey photoKey(UserId ownerId, int number) {
        return new PhotoKey(ownerId, photoId(number));
    }

    public static Sequencer sequencer(int number) {
        return new Sequencer(Integer.toHexString(number).toUpperCase(Locale.ROOT));
    }

    /// A photo announced at [#NOW], with everything set that an owner can set.
    public static Photo intent(PhotoKey key, Visibility visibility) {
        return Photo.announced(
                key,
                visibility,
                Optional.of("Harbour"),
                Optional.of("Early, before the boats left"),
                List.of("sea", "morning"),
                new Announcement(Optional.of("IMG_1.JPG"), ImageType.JPEG, 1_234_567, "ab".repeat(32)),
                NOW,
                TRACE);
    }

    public static Media media(PhotoKey key, int sequencer) {
        return new Media(
                sequencer(sequencer),
                4000,
                3000,
                List.of(
                        new Rendition("large", 1600, 1200, 300_000, "image/jpeg", key.mediaPrefix() + "large-1.jpg"),
                        new Rendition("small", 160, 120, 3_000, "image/jpeg", key.mediaPrefix() + "small-1.jpg")),
                Optional.of("1QcSHQRnh493V4dIh4eXh1h4kJUI"),
                "0123456789abcdef");
    }

    public static Capture capture() {
        return new Capture(
                Optional.of("2026-11-20T07:12:00+01:00"),
                Optional.of("Fuji X100V"),
                Optional.of("XF 23mm F2"),
                Exposure.of(
                        Optional.of(new ExposureTime(1, 250)),
                        Optional.of(5.6),
                        Optional.of(400),
                        Optional.of(23.0),
                        Optional.empty()),
                Optional.of(new Location(53.54321, -9.98765)),
                Suggestions.of(
                        Optional.of("Roll 12, frame 4"),
                        Optional.of("For the client only"),
                        List.of("unsorted", "invoice")));
    }
}
