package dev.darkroom.metadata.embedded;

import com.drew.lang.GeoLocation;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
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
import org.jspecify.annotations.Nullable;

/// Reads what a file says of itself. Cameras write much that makes no sense, and a block may be made to harm:
/// whatever goes wrong costs the field that it is about, never the photo. Serial numbers and names of people are not
/// read at all.
public final class CaptureReader {
    /// No camera and no lens has a longer name.
    static final int MAX_NAME_CHARACTERS = 100;

    private static final DateTimeFormatter EXIF_TIME =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private CaptureReader() {}

    /// What the blocks say, in so far as it makes sense.
    public static Capture read(MetadataBlocks blocks) {
        Metadata exif = blocks.exif().map(ExifTags::of).orElseGet(Metadata::new);
        // XML is what costs most in a cold start; few photos have any.
        Optional<XmpPacket> xmp = blocks.xmp().flatMap(XmpPacket::parse);
        @Nullable Directory moment = exif.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        return new Capture(
                Attempt.at(() -> moment == null ? null : takenAt(moment)),
                Attempt.at(() -> camera(exif.getFirstDirectoryOfType(ExifIFD0Directory.class))),
                Attempt.at(() -> moment == null ? null : lens(moment.getString(ExifSubIFDDirectory.TAG_LENS_MODEL)))
                        .or(() -> Attempt.at(() -> lens(xmp.orElseThrow().lens()))),
                moment == null ? Optional.empty() : ExposureReader.read(moment),
                Attempt.at(() -> location(exif.getFirstDirectoryOfType(GpsDirectory.class))),
                SuggestionReader.read(xmp, blocks.iptc(), exif));
    }

    private static @Nullable String takenAt(Directory moment) {
        return Attempt.at(() -> time(
                        moment, ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL, ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL))
                .or(() -> Attempt.at(() -> time(
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
        Optional<String> offset = Attempt.at(() -> offset(moment.getString(offsetTag)));
        return local + offset.orElse("");
    }

    /// Offsets of whole minutes; RFC 3339 knows no others.
    private static @Nullable String offset(@Nullable String text) {
        if (text == null) {
            return null;
        }
        ZoneOffset offset = ZoneOffset.of(text.strip());
        return offset.getTotalSeconds() % 60 == 0 ? offset.getId() : null;
    }

    private static @Nullable String camera(@Nullable Directory file) {
        if (file == null) {
            return null;
        }
        String maker = PlainText.line(file.getString(ExifIFD0Directory.TAG_MAKE));
        String model = PlainText.line(file.getString(ExifIFD0Directory.TAG_MODEL));
        boolean namesMaker = model.toLowerCase(Locale.ROOT).startsWith(maker.toLowerCase(Locale.ROOT));
        return name(namesMaker ? model : (maker + " " + model).strip());
    }

    /// Cameras that do not know their lens write hyphens or zeros.
    private static @Nullable String lens(@Nullable String text) {
        String lens = PlainText.line(text);
        return lens.chars().anyMatch(Character::isLetter) ? name(lens) : null;
    }

    private static @Nullable String name(String text) {
        return text.isEmpty() ? null : PlainText.shortened(text, MAX_NAME_CHARACTERS);
    }

    private static @Nullable Location location(@Nullable GpsDirectory gps) {
        @Nullable GeoLocation place = gps == null ? null : gps.getGeoLocation();
        // Receivers without a fix write zeros.
        return place == null || place.isZero() ? null : new Location(place.getLatitude(), place.getLongitude());
    }
}
