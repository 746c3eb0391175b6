package dev.darkroom.metadata.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.model.Capture;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// A photo of a real camera, which may not be committed: it comes from the folder that DARKROOM_PHOTOS names.
@EnabledIfEnvironmentVariable(
        named = "DARKROOM_PHOTOS",
        matches = ".+",
        disabledReason = "DARKROOM_PHOTOS names no folder with camera photos; see docs/thumbnails.md")
class GpsPhotosTest {
    @Test
    void whatACameraWroteIsRead() throws IOException {
        Path photo = Path.of(System.getenv("DARKROOM_PHOTOS")).resolve("gps/DSCN0010.jpg");

        Capture capture = CaptureReader.read(MetadataBlocks.find(ImageType.JPEG, Files.readAllBytes(photo)));

        assertThat(capture.camera()).contains("NIKON COOLPIX P6000");
        assertThat(capture.takenAt()).contains("2008-10-22T16:28:39");
        Location location = capture.location().orElseThrow();
        assertThat(location.latitude()).isCloseTo(43.467448, within(1e-5));
        assertThat(location.longitude()).isCloseTo(11.885127, within(1e-5));
    }
}
