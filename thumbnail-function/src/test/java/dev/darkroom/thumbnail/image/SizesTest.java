package dev.darkroom.thumbnail.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.darkroom.thumbnail.image.Engines#ofThisMachine")
class SizesTest {
    private final Engines engine;

    SizesTest(Engines engine) {
        this.engine = engine;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4000x3000 | 1600x1200 640x480 160x160",
                "3000x4000 | 1200x1600 480x640 160x160",
                "1601x1601 | 1600x1600 640x640 160x160",
                "1600x1067 | 1600x1067 640x427 160x160",
                "500x300   | 500x300 500x300 160x160",
                "1x1       | 1x1 1x1 1x1",
                "10000x100 | 1600x16 640x6 100x100",
                "41x4100   | 16x1600 6x640 41x41",
                "30000x301 | 1600x16 640x6 160x160",
                "6500x6500 | 1600x1600 640x640 160x160"
            })
    void theLongerEdgeIsBoundedAndNothingIsEnlarged(String original, String expected) {
        int[] size = List.of(original.split("x")).stream()
                .mapToInt(Integer::parseInt)
                .toArray();
        BufferedImage image = Pictures.plain(size[0], size[1], BufferedImage.TYPE_3BYTE_BGR, Color.ORANGE);

        assertThat(String.join(" ", engine.sizes(Pictures.file(image, "jpg")))).isEqualTo(expected);
    }

    @Test
    void aRenditionIsAJpegOfItsSizeWithHalvedChromaAndNoMetadata() {
        for (EncodedRendition rendition : engine.renditions(Pictures.photo("orientation/Portrait_6.jpg"))) {
            BufferedImage image = Pictures.read(rendition.bytes());
            String markers = Markers.of(rendition.bytes());

            assertThat(image.getWidth()).isEqualTo(rendition.width());
            assertThat(image.getHeight()).isEqualTo(rendition.height());
            if (rendition.format() == RenditionFormat.JPEG) {
                assertThat(markers).isEqualTo("E0 DB DB C0:22,11,11 C4 C4 C4 C4 DA");
            } else {
                assertThat(markers).startsWith("E0 DB DB C2:22,11,11 ").matches("E0 DB DB C2:22,11,11( C4| DA)+");
            }
            assertThat(new String(rendition.bytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Exif", "http", "ICC");
        }
    }

    @Test
    void theSameFileGivesTheSameBytes() {
        byte[] original = Pictures.photo("orientation/Landscape_5.jpg");

        List<EncodedRendition> once = engine.renditions(original);
        List<EncodedRendition> again = engine.renditions(original);

        for (int i = 0; i < once.size(); i++) {
            assertThat(again.get(i).bytes()).isEqualTo(once.get(i).bytes());
        }
    }

    @Test
    void theRecipeNamesCodecAndTable() {
        String recipe = engine.engine().recipe();

        assertThat(recipe).contains(engine.codec().version(), Engines.table().toString());
        assertThat(new PhotoEngine(engine.codec(), RenditionTable.parse("large 1600 fit jpeg 81")).recipe())
                .isNotEqualTo(new PhotoEngine(engine.codec(), RenditionTable.parse("large 1600 fit jpeg 80")).recipe());
    }
}
