package dev.darkroom.gallery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.darkroom.model.Exposure;
import dev.darkroom.model.ExposureTime;
import org.jspecify.annotations.Nullable;

/// How the camera was set, with the units and ranges of [Exposure].
///
/// @param seconds as a fraction in lowest terms
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExposureView(
        @Nullable String seconds,
        @Nullable Double fNumber,
        @Nullable Integer iso,
        @Nullable Double focalLength,
        @Nullable Integer focalLengthIn35mm) {
    static ExposureView of(Exposure exposure) {
        return new ExposureView(
                exposure.time().map(ExposureTime::toString).orElse(null),
                exposure.fNumber().orElse(null),
                exposure.iso().orElse(null),
                exposure.focalLength().orElse(null),
                exposure.focalLengthIn35mm().orElse(null));
    }
}
