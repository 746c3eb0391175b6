package dev.darkroom.metadata.embedded;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.tiff.DirectoryTiffHandler;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tags of an EXIF block that anyone here asks for, in the three directories that hold them. The library's own
/// handler keeps every tag, and a block of 64 KB can have 5,000 of them that all point at the same 64 KB; it follows
/// any number of nested directories, and reads the makers' notes and whatever XML a tag has. This one does not.
final class ExifTags extends DirectoryTiffHandler {
    private static final int TIFF = 42;
    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int GPS_DIRECTORY = 0x8825;

    /// What the longest description takes in UTF-8.
    private static final int MAX_VALUE_BYTES = 8_000;

    private static final Set<Integer> OF_THE_FILE = Set.of(
            ExifIFD0Directory.TAG_MAKE,
            ExifIFD0Directory.TAG_MODEL,
            ExifIFD0Directory.TAG_IMAGE_DESCRIPTION,
            ExifIFD0Directory.TAG_WIN_TITLE,
            ExifIFD0Directory.TAG_WIN_KEYWORDS);

    private static final Set<Integer> OF_THE_MOMENT = Set.of(
            ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL,
            ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL,
            ExifSubIFDDirectory.TAG_DATETIME_DIGITIZED,
            ExifSubIFDDirectory.TAG_TIME_ZONE_DIGITIZED,
            ExifSubIFDDirectory.TAG_EXPOSURE_TIME,
            ExifSubIFDDirectory.TAG_FNUMBER,
            ExifSubIFDDirectory.TAG_ISO_EQUIVALENT,
            ExifSubIFDDirectory.TAG_RECOMMENDED_EXPOSURE_INDEX,
            ExifSubIFDDirectory.TAG_ISO_SPEED,
            ExifSubIFDDirectory.TAG_FOCAL_LENGTH,
            ExifSubIFDDirectory.TAG_35MM_FILM_EQUIV_FOCAL_LENGTH,
            ExifSubIFDDirectory.TAG_LENS_MODEL);

    private static final Set<Integer> OF_THE_PLACE = Set.of(
            GpsDirectory.TAG_LATITUDE_REF,
            GpsDirectory.TAG_LATITUDE,
            GpsDirectory.TAG_LONGITUDE_REF,
            GpsDirectory.TAG_LONGITUDE);

    private boolean momentEntered;
    private boolean placeEntered;

    private ExifTags(Metadata metadata) {
        super(metadata, null);
    }

    /// Reads as much of a block as can be read.
    ///
    /// @param tiff the block from its TIFF header on
    static Metadata of(byte[] tiff) {
        var metadata = new Metadata();
        // A block that breaks off has filled what came before.
        Attempt.at(() -> {
            new TiffReader().processTiff(new ByteArrayReader(tiff), new ExifTags(metadata), 0);
            return metadata;
        });
        return metadata;
    }

    @Override
    public void setTiffMarker(int marker) throws TiffProcessingException {
        if (marker != TIFF) {
            throw new TiffProcessingException("no EXIF");
        }
        pushDirectory(ExifIFD0Directory.class);
    }

    @Override
    public boolean tryEnterSubIfd(int tag) {
        boolean atTheRoot = _currentDirectory instanceof ExifIFD0Directory;
        if (atTheRoot && tag == EXIF_DIRECTORY && !momentEntered) {
            momentEntered = true;
            pushDirectory(ExifSubIFDDirectory.class);
            return true;
        }
        if (atTheRoot && tag == GPS_DIRECTORY && !placeEntered) {
            placeEntered = true;
            pushDirectory(GpsDirectory.class);
            return true;
        }
        return false;
    }

    /// The directory that would follow is the thumbnail's.
    @Override
    public boolean hasFollowerIfd() {
        return false;
    }

    @Override
    public @Nullable Long tryCustomProcessFormat(int tag, int format, long count) {
        return null;
    }

    /// Passes over what nobody asks for.
    @Override
    public boolean customProcessTag(
            int valueOffset, Set<Integer> visited, int headerOffset, RandomAccessReader reader, int tag, int bytes) {
        return bytes > MAX_VALUE_BYTES || !wanted(_currentDirectory).contains(tag);
    }

    private static Set<Integer> wanted(@Nullable Directory directory) {
        return switch (directory) {
            case ExifIFD0Directory _ -> OF_THE_FILE;
            case ExifSubIFDDirectory _ -> OF_THE_MOMENT;
            case GpsDirectory _ -> OF_THE_PLACE;
            case null, default -> Set.of();
        };
    }
}
