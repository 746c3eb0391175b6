package dev.darkroom.model;

import java.util.Optional;
import java.util.stream.Stream;

/// How the camera was set. Any part may be absent, though not all of them.
///
/// @param time how long the shutter was open
/// @param fNumber focal length by the aperture's width, 0.01 to 1,000, in hundredths
/// @param iso sensitivity by ISO 12232, 1 to 10,000,000
/// @param focalLength in millimetres, 0.01 to 100,000, in hundredths
/// @param focalLengthIn35mm the focal length that shows as much on 35 mm film, in millimetres, 1 to 65,535
public record Exposure(
        Optional<ExposureTime> time,
        Optional<Double> fNumber,
        Optional<Integer> iso,
        Optional<Double> focalLength,
        Optional<Integer> focalLengthIn35mm) {
    private static final int MAX_F_NUMBER = 1_000;
    private static final int MAX_ISO = 10_000_000;
    private static final int MAX_FOCAL_LENGTH = 100_000;
    private static final int MAX_FOCAL_LENGTH_IN_35_MM = 65_535;

    public Exposure {
        require(fNumber.isEmpty() || isFNumber(fNumber.get()), "an f-number");
        require(iso.isEmpty() || isIso(iso.get()), "a sensitivity");
        require(focalLength.isEmpty() || isFocalLength(focalLength.get()), "a focal length");
        require(
                focalLengthIn35mm.isEmpty() || isFocalLengthIn35mm(focalLengthIn35mm.get()),
                "a focal length on 35 mm film");
        fNumber = fNumber.map(Exposure::inHundredths);
        focalLength = focalLength.map(Exposure::inHundredths);
    }

    /// What is known, if anything is.
    public static Optional<Exposure> of(
            Optional<ExposureTime> time,
            Optional<Double> fNumber,
            Optional<Integer> iso,
            Optional<Double> focalLength,
            Optional<Integer> focalLengthIn35mm) {
        return Stream.of(time, fNumber, iso, focalLength, focalLengthIn35mm).allMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(new Exposure(time, fNumber, iso, focalLength, focalLengthIn35mm));
    }

    /// Whether it is in the range of [#fNumber].
    public static boolean isFNumber(double value) {
        return inHundredths(value) > 0 && value <= MAX_F_NUMBER;
    }

    /// Whether it is in the range of [#iso].
    public static boolean isIso(long value) {
        return value >= 1 && value <= MAX_ISO;
    }

    /// Whether it is in the range of [#focalLength].
    public static boolean isFocalLength(double value) {
        return inHundredths(value) > 0 && value <= MAX_FOCAL_LENGTH;
    }

    /// Whether it is in the range of [#focalLengthIn35mm].
    public static boolean isFocalLengthIn35mm(long value) {
        return value >= 1 && value <= MAX_FOCAL_LENGTH_IN_35_MM;
    }

    private static double inHundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static void require(boolean inRange, String what) {
        if (!inRange) {
            throw new IllegalArgumentException(what + " out of range");
        }
    }
}
