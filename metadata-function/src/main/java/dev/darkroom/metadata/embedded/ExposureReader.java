package dev.darkroom.metadata.embedded;

import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import dev.darkroom.model.Exposure;
import dev.darkroom.model.ExposureTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads how the camera was set.
/// Source: Exif 2.32, 4.6.5, <https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf>
final class ExposureReader {
    /// What cameras write into the ISO tag of 16 bits where the number does not fit; another tag has it then.
    private static final int ISO_IS_ELSEWHERE = 65_535;

    private ExposureReader() {}

    static Optional<Exposure> read(Directory moment) {
        return Exposure.of(
                Attempt.at(() -> time(moment.getRational(ExifSubIFDDirectory.TAG_EXPOSURE_TIME))),
                decimal(moment, ExifSubIFDDirectory.TAG_FNUMBER).filter(Exposure::isFNumber),
                iso(moment),
                decimal(moment, ExifSubIFDDirectory.TAG_FOCAL_LENGTH).filter(Exposure::isFocalLength),
                whole(moment, ExifSubIFDDirectory.TAG_35MM_FILM_EQUIV_FOCAL_LENGTH)
                        .filter(Exposure::isFocalLengthIn35mm)
                        .map(Long::intValue));
    }

    private static @Nullable ExposureTime time(@Nullable Rational seconds) {
        return seconds == null ? null : new ExposureTime(seconds.getNumerator(), seconds.getDenominator());
    }

    private static Optional<Integer> iso(Directory moment) {
        return whole(moment, ExifSubIFDDirectory.TAG_ISO_EQUIVALENT)
                .filter(iso -> iso != ISO_IS_ELSEWHERE)
                .or(() -> whole(moment, ExifSubIFDDirectory.TAG_RECOMMENDED_EXPOSURE_INDEX))
                .or(() -> whole(moment, ExifSubIFDDirectory.TAG_ISO_SPEED))
                .filter(Exposure::isIso)
                .map(Long::intValue);
    }

    private static Optional<Double> decimal(Directory moment, int tag) {
        return Attempt.at(() -> moment.getRational(tag)).map(Rational::doubleValue);
    }

    /// A whole number, or the first of several: ISO may come with a second one.
    private static Optional<Long> whole(Directory moment, int tag) {
        return Attempt.at(() -> {
            int @Nullable [] several = moment.getIntArray(tag);
            return several == null || several.length < 2 ? moment.getLongObject(tag) : (Long) (long) several[0];
        });
    }
}
