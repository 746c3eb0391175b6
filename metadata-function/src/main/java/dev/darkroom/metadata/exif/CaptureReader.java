package dev.darkroom.metadata.exif;

import com.drew.lang.ByteArrayReader;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import dev.darkroom.model.Capture;
import dev.darkroom.model.Location;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads time, camera and place out of an EXIF block. Cameras write much that makes no sense, and a block may be
/// made to harm: whatever goes wrong costs the field that it is about, never the photo.
public final class CaptureReader {
    /// No camera has a longer name.
    static final int MAX_CAMERA_CHARACTERS = 100;

    private static final DateTimeFormatter EXIF_TIME =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private CaptureReader() {}

    /// What a block says, in so far as it makes sense.
    ///
    /// @param tiff the block from its TIFF header on
    public static Capture read(byte[] tiff) {
        Metadata metadata = new Metadata();
        Optional<Metadata> read = field(() -> {
            new ExifReader().extract(new ByteArrayReader(tiff), metadata);
            return metadata;
        });
        // A block that breaks off has filled what came before.
        Metadata usable = read.orElse(metadata);
        return new Capture(field(() -> takenAt(usable)), field(() -> camera(usable)), field(() -> location(usable)));
    }

    private static @Nullable String takenAt(Metadata metadata) {
        @Nullable Directory moment = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        if (moment == null) {
            return null;
        }
        return field(() -> time(
                        moment, ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL, ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL))
                .or(() -> field(() -> time(
                        moment,
                        ExifSubIFDDirectory.TAG_DATETIME_DIGITIZED,
                        ExifSubIFDDirectory.TAG_TIME_ZONE_DIGITIZED)))
                .orElse(null);
    }

    private static @Nullable String time(Directory moment, int timeTag, int offsetTag) {
        @Nullable String text = moment.getString(timeTag);
        if (text == null) {
            return null;
        }
        String local = RFC_3339.format(LocalDateTime.parse(text.strip(), EXIF_TIME));
        Optional<String> offset = field(() -> offset(moment.getString(offsetTag)));
        return local + offset.orElse("");
    }

    private static @Nullable String offset(@Nullable String text) {
        return text == null ? null : ZoneOffset.of(text.strip()).getId();
    }

    private static @Nullable String camera(Metadata metadata) {
        @Nullable Directory camera = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        if (camera == null) {
            return null;
        }
        String maker = clean(camera.getString(ExifIFD0Directory.TAG_MAKE));
        String model = clean(camera.getString(ExifIFD0Directory.TAG_MODEL));
        boolean namesMaker = model.toLowerCase(Locale.ROOT).startsWith(maker.toLowerCase(Locale.ROOT));
        String name = namesMaker ? model : (maker + " " + model).strip();
        if (name.isEmpty()) {
            return null;
        }
        return name.length() <= MAX_CAMERA_CHARACTERS ? name : name.substring(0, MAX_CAMERA_CHARACTERS);
    }

    private static String clean(@Nullable String text) {
        return text == null ? "" : text.replaceAll("[\\p{C}\\s]+", " ").strip();
    }

    private static @Nullable Location location(Metadata metadata) {
        @Nullable GpsDirectory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        @Nullable GeoLocation place = gps == null ? null : gps.getGeoLocation();
        // Receivers without a fix write zeros.
        return place == null || place.isZero() ? null : new Location(place.getLatitude(), place.getLongitude());
    }

    /// What the supplier gives; empty where that is nothing, or an exception of whatever kind.
    private static <T> Optional<T> field(Supplier<@Nullable T> value) {
        try {
            return Optional.ofNullable(value.get());
        } catch (RuntimeException makesNoSense) {
            return Optional.empty();
        }
    }
}
