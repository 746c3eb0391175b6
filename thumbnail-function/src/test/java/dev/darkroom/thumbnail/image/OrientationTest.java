package dev.darkroom.thumbnail.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.ImageType;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@MethodSource("dev.darkroom.thumbnail.image.Engines#ofThisMachine")
class OrientationTest {
    private final Engines engine;

    OrientationTest(Engines engine) {
        this.engine = engine;
    }

    /// The files differ by the number in their middle and by having been compressed on their own.
    private static final double SAME_PHOTO = 4;

    @ParameterizedTest
    @CsvSource({
        "Landscape, 0", "Landscape, 2", "Landscape, 3", "Landscape, 4",
        "Landscape, 5", "Landscape, 6", "Landscape, 7", "Landscape, 8",
        "Portrait, 0", "Portrait, 2", "Portrait, 3", "Portrait, 4",
        "Portrait, 5", "Portrait, 6", "Portrait, 7", "Portrait, 8"
    })
    void aPhotoOfAnyOrientationLooksLikeTheUprightOne(String name, int orientation) {
        Rendering.Rendered upright = engine.rendered(Pictures.photo("orientation/" + name + "_1.jpg"));
        Rendering.Rendered turned = engine.rendered(Pictures.photo("orientation/" + name + "_" + orientation + ".jpg"));

        assertThat(turned.header().type()).contains(ImageType.JPEG);
        assertThat(turned.header().orientation()).isEqualTo(Math.max(1, orientation));
        for (int i = 0; i < upright.renditions().size(); i++) {
            BufferedImage expected = Pictures.read(upright.renditions().get(i).bytes());
            BufferedImage actual = Pictures.read(turned.renditions().get(i).bytes());
            assertThat(actual.getWidth()).isEqualTo(expected.getWidth());
            assertThat(actual.getHeight()).isEqualTo(expected.getHeight());
            assertThat(Pictures.distance(actual, expected)).isLessThan(SAME_PHOTO);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
    void theTagIsReadInEitherByteOrder(String order) {
        assertThat(ExifOrientation.of(block(order, 1, 6))).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, -1, 300})
    void anOrientationThatDoesNotExistIsUpright(int value) {
        assertThat(ExifOrientation.of(block("BIG_ENDIAN", 1, value))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 10, 15, 21})
    void aBlockThatEndsEarlyIsUpright(int length) {
        assertThat(ExifOrientation.of(block("LITTLE_ENDIAN", 1, 6).limit(length)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 65_535})
    void aCountOfEntriesThatLiesDoesNoHarm(int entries) {
        int expected = entries == 0 ? 1 : 6;

        assertThat(ExifOrientation.of(block("LITTLE_ENDIAN", entries, 6))).isEqualTo(expected);
    }

    private static ByteBuffer block(String order, int entries, int orientation) {
        boolean little = order.equals("LITTLE_ENDIAN");
        ByteBuffer block = ByteBuffer.allocate(22).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        block.putShort((short) (little ? 0x4949 : 0x4D4D)).putShort((short) 42).putInt(8);
        block.putShort((short) entries)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1);
        return block.putShort((short) orientation).putShort((short) 0).flip();
    }
}
