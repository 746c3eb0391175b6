package dev.darkroom.metadata.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.model.Capture;
import dev.darkroom.model.Exposure;
import dev.darkroom.model.ExposureTime;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Photos of real cameras, which may not be committed: they come from the folder that DARKROOM_PHOTOS names. What
/// they say was typed in by hand from what ExifRead, a library for Python, reads in them.
@EnabledIfEnvironmentVariable(
        named = "DARKROOM_PHOTOS",
        matches = ".+",
        disabledReason = "DARKROOM_PHOTOS names no folder with camera photos; see docs/metadata.md")
class RealPhotosTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    camera/iphone-8mp.jpg,     Apple iPhone 6,             2015-04-10T20:12:23,       1/40,            2.2, 32,   4.15, 57
                    camera/jolla.jpg,          Jolla,                      2014-09-21T16:00:56,       1/25,            2.4, 320,  4.0,  -
                    camera/nokia-9mp.jpg,      HMD Global Nokia 8.3 5G,    2022-08-14T14:12:31+03:00, 541/1000000,     2.2, 100,  2.75, -
                    camera/phone-12mp-422.jpg, OLYMPUS IMAGING CORP. E-P3, 2014-08-23T13:05:43,       1/30,            3.6, 1600, 15.0, -
                    gps/DSCN0010.jpg,          NIKON COOLPIX P6000,        2008-10-22T16:28:39,       1/75,            5.9, 64,   24.0, 112
                    gps/DSCN0021.jpg,          NIKON COOLPIX P6000,        2008-10-22T16:38:20,       261233/25000000, 4.7, 64,   16.6, 77
                    gps/DSCN0042.jpg,          NIKON COOLPIX P6000,        2008-10-22T17:00:07,       1/100,           4.4, 64,   15.0, 70
                    """)
    void cameraTimeAndExposureAreWhatTheCameraWrote(
            String file,
            String camera,
            String takenAt,
            String seconds,
            double fNumber,
            int iso,
            double focalLength,
            @Nullable Integer in35mm)
            throws IOException {
        Capture capture = capture(file);

        assertThat(capture.camera()).contains(camera);
        assertThat(capture.takenAt()).contains(takenAt);
        assertThat(capture.exposure())
                .isEqualTo(Exposure.of(
                        Optional.of(ExposureTime.parse(seconds)),
                        Optional.of(fNumber),
                        Optional.of(iso),
                        Optional.of(focalLength),
                        Optional.ofNullable(in35mm)));
        assertThat(capture.suggestions())
                .as("none of them says anything but OLYMPUS DIGITAL CAMERA")
                .isEmpty();
    }

    @Test
    void onlyThePhoneNamesItsLens() throws IOException {
        assertThat(capture("camera/iphone-8mp.jpg").lens()).contains("iPhone 6 back camera 4.15mm f/2.2");
        assertThat(capture("camera/phone-12mp-422.jpg").lens()).isEmpty();
        assertThat(capture("gps/DSCN0010.jpg").lens()).isEmpty();
    }

    @Test
    void whatSaysNothingHasNothing() throws IOException {
        assertThat(capture("camera/sharp-benchmark-6mp.jpg")).isEqualTo(Capture.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "camera/iphone-8mp.jpg, 40.446972, -3.724753",
        "camera/nokia-9mp.jpg, 60.146706, 24.906772",
        "gps/DSCN0010.jpg, 43.467448, 11.885127",
        "gps/DSCN0021.jpg, 43.467082, 11.884538",
        "gps/DSCN0042.jpg, 43.464455, 11.881478",
    })
    void thePlaceIsWhereTheCameraWas(String file, double latitude, double longitude) throws IOException {
        Location location = capture(file).location().orElseThrow();

        assertThat(location.latitude()).isCloseTo(latitude, within(1e-5));
        assertThat(location.longitude()).isCloseTo(longitude, within(1e-5));
    }

    private static Capture capture(String file) throws IOException {
        Path photo = Path.of(System.getenv("DARKROOM_PHOTOS")).resolve(file);
        return CaptureReader.read(MetadataBlocks.find(ImageType.JPEG, Files.readAllBytes(photo)));
    }
}
