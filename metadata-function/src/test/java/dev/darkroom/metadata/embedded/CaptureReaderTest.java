package dev.darkroom.metadata.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Capture;
import dev.darkroom.model.Exposure;
import dev.darkroom.model.ExposureTime;
import dev.darkroom.model.Location;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureReaderTest {
    @Test
    void timeCameraAndPlaceAreRead() {
        byte[] tiff = new Tiff()
                .camera("NIKON", "COOLPIX P6000")
                .taken("2008:10:22 16:28:39")
                .offset("+02:00")
                .at('N', 43, 280_000, 'W', 11)
                .bytes();

        assertThat(read(tiff))
                .isEqualTo(new Capture(
                        Optional.of("2008-10-22T16:28:39+02:00"),
                        Optional.of("NIKON COOLPIX P6000"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Location(43 + 28 / 60.0, -11)),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "Apple, iPhone 12, Apple iPhone 12",
        "Canon, Canon EOS R5, Canon EOS R5",
        "'  Panasonic  ', DMC-FZ50, Panasonic DMC-FZ50",
        "'', X100V, X100V",
        "Jolla, '', Jolla",
    })
    void theCameraIsNamedWithItsMakerOnce(String maker, String model, String expected) {
        assertThat(read(new Tiff().camera(maker, model).bytes()).camera()).contains(expected);
    }

    @Test
    void aNameIsCleanAndNotTooLong() {
        String name = read(new Tiff().camera("A\u0007\nB", "x".repeat(5_000)).bytes())
                .camera()
                .orElseThrow();

        assertThat(name).startsWith("A B xxx").hasSize(CaptureReader.MAX_NAME_CHARACTERS);
    }

    @Test
    void aTimeWithoutAnOffsetIsLocal() {
        assertThat(read(new Tiff().taken("2024:02:29 23:59:59").bytes()).takenAt())
                .contains("2024-02-29T23:59:59");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "+25:00", "+01:00:30", "", "   :  "})
    void anOffsetThatMakesNoSenseCostsNothingElse(String offset) {
        assertThat(read(new Tiff().taken("2024:02:29 23:59:59").offset(offset).bytes())
                        .takenAt())
                .contains("2024-02-29T23:59:59");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000:00:00 00:00:00", "    :  :     :  :  ", "2023:02:29 10:00:00", "2024-01-01", ""})
    void aTimeThatMakesNoSenseCostsTheTimeOnly(String time) {
        Capture capture = read(new Tiff().camera("Nokia", "9").taken(time).bytes());

        assertThat(capture.takenAt()).isEmpty();
        assertThat(capture.camera()).contains("Nokia 9");
    }

    @Test
    void theTimeOfScanningStandsInForOneThatMakesNoSense() {
        byte[] tiff = new Tiff()
                .taken("0000:00:00 00:00:00")
                .digitized("1999:12:31 08:00:00")
                .bytes();

        assertThat(read(tiff).takenAt()).contains("1999-12-31T08:00:00");
    }

    @Test
    void aPlaceThatDoesNotExistIsNone() {
        assertThat(read(new Tiff().at('N', 91, 0, 'E', 11).bytes()).location()).isEmpty();
        assertThat(read(new Tiff().at('N', 10, 0, 'E', 500).bytes()).location()).isEmpty();
        assertThat(read(new Tiff().at('N', 0, 0, 'E', 0).bytes()).location()).isEmpty();
    }

    @Test
    void lensAndExposureAreRead() {
        Capture capture = read(new Tiff()
                .lens("XF23mmF2 R WR")
                .exposed(10, 2_500, 56, 10, 200, 230, 10, 35)
                .bytes());

        assertThat(capture.lens()).contains("XF23mmF2 R WR");
        assertThat(capture.exposure())
                .isEqualTo(Exposure.of(
                        Optional.of(new ExposureTime(1, 250)),
                        Optional.of(5.6),
                        Optional.of(200),
                        Optional.of(23.0),
                        Optional.of(35)));
    }

    @ParameterizedTest
    @CsvSource({"30, 1, 30", "13, 10, 13/10", "1, 8000, 1/8000", "16777, 1000000, 16777/1000000"})
    void anExposureTimeStaysAsExactAsItWas(int numerator, int denominator, String seconds) {
        Exposure exposure =
                read(new Tiff().time(numerator, denominator).bytes()).exposure().orElseThrow();

        assertThat(exposure.time().orElseThrow()).hasToString(seconds);
    }

    @Test
    void anExposureOf136YearsIsNone() {
        assertThat(read(new Tiff().time(-1, 1).bytes()).exposure()).isEmpty();
    }

    @Test
    void whatIsOutOfRangeCostsItsPartOnly() {
        assertThat(read(new Tiff().exposed(0, 0, 0, 10, 0, 1, 0, 0).bytes()).exposure())
                .isEmpty();
        assertThat(read(new Tiff().exposed(1, 0, 28, 10, 0, 0, 0, 0).bytes()).exposure())
                .isEqualTo(Exposure.of(
                        Optional.empty(), Optional.of(2.8), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void ofTwoSensitivitiesTheFirstCountsAndOneTooLargeIsElsewhere() {
        assertThat(read(new Tiff().iso(400, 100).bytes())
                        .exposure()
                        .orElseThrow()
                        .iso())
                .contains(400);
        assertThat(read(new Tiff().iso(65_535).recommendedExposureIndex(102_400).bytes())
                        .exposure()
                        .orElseThrow()
                        .iso())
                .contains(102_400);
        assertThat(read(new Tiff().iso(65_535).bytes()).exposure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"----", "0.0 0.0", "", "   "})
    void aLensThatTheCameraDoesNotKnowIsNone(String lens) {
        assertThat(read(new Tiff().lens(lens).bytes()).lens()).isEmpty();
    }

    @Test
    void namesOfPeopleAndSerialNumbersAreNotRead() {
        Capture capture =
                read(new Tiff().camera("Nikon", "P6000").secrets("SN-4711").bytes());

        assertThat(capture.toString()).doesNotContain("SN-4711").contains("Nikon P6000");
    }

    @Test
    void aBlockCannotMultiplyItself() {
        for (byte[] bomb : new byte[][] {Bombs.overlappingValues(), Bombs.nestedDirectories()}) {
            long before = allocatedBytes();

            assertThat(read(bomb)).isEqualTo(Capture.UNKNOWN);

            assertThat(allocatedBytes() - before).isLessThan(5_000_000);
        }
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void noBlockMakesItThrow() {
        byte[] whole = new Tiff()
                .camera("NIKON", "COOLPIX P6000")
                .described("Arezzo")
                .titled("Piazza")
                .tagged("a;b")
                .taken("2008:10:22 16:28:39")
                .lens("NIKKOR")
                .exposed(1, 75, 59, 10, 64, 240, 10, 112)
                .at('N', 43, 280_000, 'W', 11)
                .bytes();
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int hit = 0; hit < 5 && damaged.length > 0; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(read(damaged)).isNotNull();
        }
    }

    private static Capture read(byte[] tiff) {
        return CaptureReader.read(new MetadataBlocks(Optional.of(tiff), Optional.empty(), Optional.empty(), true));
    }
}
