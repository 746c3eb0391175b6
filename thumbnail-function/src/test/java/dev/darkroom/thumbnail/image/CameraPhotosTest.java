package dev.darkroom.thumbnail.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.ImageType;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.coobird.thumbnailator.resizers.Resizers;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Photos of real cameras, which may not be committed: they come from the folder that DARKROOM_PHOTOS names.
@EnabledIfEnvironmentVariable(
        named = "DARKROOM_PHOTOS",
        matches = ".+",
        disabledReason = "DARKROOM_PHOTOS names no folder with camera photos; see docs/thumbnails.md")
@ParameterizedClass
@MethodSource("dev.darkroom.thumbnail.image.Engines#ofThisMachine")
class CameraPhotosTest {
    private final Engines engine;

    CameraPhotosTest(Engines engine) {
        this.engine = engine;
    }

    /// What compression makes of fine detail in the smallest size; two photos differ by ten times as much.
    private static final double SAME_PHOTO = 8;

    static List<Path> photos() throws IOException {
        Path folder = Path.of(System.getenv("DARKROOM_PHOTOS")).resolve("camera");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("photos")
    void everySizeLooksAsAPlainReadOfTheWholePhotoDoes(Path photo) throws IOException {
        byte[] original = Files.readAllBytes(photo);
        BufferedImage whole = Pictures.read(original);

        Rendering.Rendered rendered = engine.rendered(original);

        assertThat(rendered.header().type()).contains(ImageType.JPEG);
        assertThat(rendered.renditions().getFirst().width()).isEqualTo(1600);
        // The third is cut to a square.
        for (EncodedRendition rendition : rendered.renditions().subList(0, 2)) {
            var expected = new BufferedImage(rendition.width(), rendition.height(), BufferedImage.TYPE_INT_RGB);
            Resizers.PROGRESSIVE.resize(whole, expected);
            assertThat(Pictures.distance(Pictures.read(rendition.bytes()), expected))
                    .as(rendition.name())
                    .isLessThan(SAME_PHOTO);
        }
    }
}
