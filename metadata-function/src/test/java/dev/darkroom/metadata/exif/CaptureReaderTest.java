package dev.darkroom.metadata.exif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Capture;
import dev.darkroom.model.Location;
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

        assertThat(CaptureReader.read(tiff))
                .isEqualTo(new Capture(
                        Optional.of("2008-10-22T16:28:39+02:00"),
                        Optional.of("NIKON COOLPIX P6000"),
                        Optional.of(new Location(43 + 28 / 60.0, -11))));
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
        assertThat(CaptureReader.read(new Tiff().camera(maker, model).bytes()).camera())
                .contains(expected);
    }

    @Test
    void aNameIsCleanAndNotTooLong() {
        String name = CaptureReader.read(
                        new Tiff().camera("A\u0007\nB", "x".repeat(5_000)).bytes())
                .camera()
                .orElseThrow();

        assertThat(name).startsWith("A B xxx").hasSize(CaptureReader.MAX_CAMERA_CHARACTERS);
    }

    @Test
    void aTimeWithoutAnOffsetIsLocal() {
        assertThat(CaptureReader.read(new Tiff().taken("2024:02:29 23:59:59").bytes())
                        .takenAt())
                .contains("2024-02-29T23:59:59");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "+25:00", "", "   :  "})
    void anOffsetThatMakesNoSenseCostsNothingElse(String offset) {
        assertThat(CaptureReader.read(new Tiff()
                                .taken("2024:02:29 23:59:59")
                                .offset(offset)
                                .bytes())
                        .takenAt())
                .contains("2024-02-29T23:59:59");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000:00:00 00:00:00", "    :  :     :  :  ", "2023:02:29 10:00:00", "2024-01-01", ""})
    void aTimeThatMakesNoSenseCostsTheTimeOnly(String time) {
        Capture capture =
                CaptureReader.read(new Tiff().camera("Nokia", "9").taken(time).bytes());

        assertThat(capture.takenAt()).isEmpty();
        assertThat(capture.camera()).contains("Nokia 9");
    }

    @Test
    void theTimeOfScanningStandsInForOneThatMakesNoSense() {
        byte[] tiff = new Tiff()
                .taken("0000:00:00 00:00:00")
                .digitized("1999:12:31 08:00:00")
                .bytes();

        assertThat(CaptureReader.read(tiff).takenAt()).contains("1999-12-31T08:00:00");
    }

    @Test
    void aPlaceThatDoesNotExistIsNone() {
        assertThat(CaptureReader.read(new Tiff().at('N', 91, 0, 'E', 11).bytes())
                        .location())
                .isEmpty();
        assertThat(CaptureReader.read(new Tiff().at('N', 10, 0, 'E', 500).bytes())
                        .location())
                .isEmpty();
        assertThat(CaptureReader.read(new Tiff().at('N', 0, 0, 'E', 0).bytes()).location())
                .isEmpty();
    }

    @Test
    void noBlockMakesItThrow() {
        byte[] whole = new Tiff()
                .camera("NIKON", "COOLPIX P6000")
                .taken("2008:10:22 16:28:39")
                .at('N', 43, 280_000, 'W', 11)
                .bytes();
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int hit = 0; hit < 5 && damaged.length > 0; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(CaptureReader.read(damaged)).isNotNull();
        }
    }
}
