package dev.darkroom.thumbnail.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.model.ImageType;
import java.awt.Color;
import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import net.coobird.thumbnailator.resizers.Resizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@MethodSource("dev.darkroom.thumbnail.image.Engines#ofThisMachine")
class FormatsTest {
    private final Engines engine;

    FormatsTest(Engines engine) {
        this.engine = engine;
    }

    /// Two lossy encodings of one photo differ by less, two photos by ten times as much.
    private static final double SAME_PHOTO = 7;
    private static final int NEARLY = 4;

    @ParameterizedTest
    @CsvSource({
        "lossy.webp, WEBP",
        "lossy-orientation-6.webp, WEBP",
        "progressive.jpg, JPEG",
    })
    void everyFormatShowsThePhoto(String name, ImageType type) {
        Rendering.Rendered rendered = engine.rendered(Pictures.photo("formats/" + name));
        BufferedImage shown = Pictures.read(rendered.renditions().getFirst().bytes());

        assertThat(rendered.header().type()).contains(type);
        assertThat(Pictures.distance(shown, reference(480, 320))).isLessThan(SAME_PHOTO);
    }

    @Test
    void aJpegForPrintIsRecognisable() {
        BufferedImage shown = engine.large(Pictures.photo("formats/cmyk-adobe.jpg"));

        // Its inks were made without a profile, and are turned back without one.
        assertThat(Pictures.distance(shown, reference(480, 320))).isLessThan(SAME_PHOTO);
    }

    @Test
    void aGreyJpegKeepsItsTones() {
        BufferedImage grey = Pictures.plain(300, 200, BufferedImage.TYPE_BYTE_GRAY, Color.BLACK);
        fill(grey.getRaster(), 100);

        assertNear(engine.large(Pictures.file(grey, "jpg")), new Color(100, 100, 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void aGreyPngKeepsItsTones(int type) {
        BufferedImage grey = new BufferedImage(300, 200, type);
        fill(grey.getRaster(), type == BufferedImage.TYPE_BYTE_GRAY ? 100 : 100 * 257);

        assertNear(engine.large(Pictures.file(grey, "png")), new Color(100, 100, 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT})
    void transparentGreyShowsWhite(int samples) {
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, ColorModel.TRANSLUCENT, samples);
        WritableRaster raster = model.createCompatibleWritableRaster(200, 100);
        int one = samples == DataBuffer.TYPE_BYTE ? 1 : 257;
        for (int x = 0; x < 200; x++) {
            for (int y = 0; y < 100; y++) {
                raster.setPixel(x, y, new int[] {100 * one, x < 100 ? 0 : 255 * one});
            }
        }

        BufferedImage shown = engine.large(Pictures.file(new BufferedImage(model, raster, false, null), "png"));

        assertThat(Pictures.at(shown, 0.1, 0.5)).isEqualTo(Color.WHITE);
        assertThat(Pictures.at(shown, 0.9, 0.5).getRed()).isCloseTo(100, within(NEARLY));
    }

    @Test
    void alphaIsFlattenedOnWhite() {
        BufferedImage image = new BufferedImage(300, 100, BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < 300; x++) {
            for (int y = 0; y < 100; y++) {
                image.setRGB(x, y, x < 100 ? 0x00FF0000 : x < 200 ? 0x80FF0000 : 0xFFFF0000);
            }
        }

        BufferedImage shown = engine.large(Pictures.file(image, "png"));

        assertThat(Pictures.at(shown, 0.1, 0.5)).isEqualTo(Color.WHITE);
        assertNear(Pictures.at(shown, 0.5, 0.5), new Color(255, 127, 127));
        assertNear(Pictures.at(shown, 0.9, 0.5), new Color(254, 0, 0));
    }

    @Test
    void aTransparentColourOfAPaletteShowsWhite() {
        var palette = new IndexColorModel(2, 2, new byte[] {0, 0}, new byte[] {0, 0}, new byte[] {0, (byte) 200}, 0);
        var image = new BufferedImage(100, 100, BufferedImage.TYPE_BYTE_INDEXED, palette);
        for (int y = 0; y < 100; y++) {
            for (int x = 50; x < 100; x++) {
                image.getRaster().setSample(x, y, 0, 1);
            }
        }

        for (String format : new String[] {"png", "gif"}) {
            BufferedImage shown = engine.large(Pictures.file(image, format));
            assertThat(Pictures.at(shown, 0.2, 0.5)).isEqualTo(Color.WHITE);
            assertNear(Pictures.at(shown, 0.8, 0.5), new Color(0, 0, 200));
        }
    }

    @Test
    void sixteenBitsAChannelBecomeEight() {
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, ColorModel.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(200, 100);
        for (int x = 0; x < 200; x++) {
            for (int y = 0; y < 100; y++) {
                raster.setPixel(x, y, new int[] {200 * 257, 100 * 257, 50 * 257});
            }
        }

        assertNear(
                engine.large(Pictures.file(new BufferedImage(model, raster, false, null), "png")),
                new Color(200, 100, 50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossless-alpha.webp", "lossy-alpha.webp"})
    void aTransparentWebpIsFlattenedOnWhite(String name) {
        BufferedImage shown = engine.large(Pictures.photo("formats/" + name));

        assertThat(Pictures.at(shown, 0.2, 0.5)).isEqualTo(Color.WHITE);
        assertThat(Pictures.distance(
                        shown.getSubimage(64, 0, 56, 80), reference(120, 80).getSubimage(64, 0, 56, 80)))
                .isLessThan(2 * SAME_PHOTO);
    }

    @Test
    void anAnimationShowsItsFirstFrame() {
        Rendering.Rendered rendered = engine.rendered(Pictures.photo("formats/animated.webp"));

        assertThat(rendered.header().frames()).isEqualTo(3);
        assertNear(Pictures.read(rendered.renditions().getFirst().bytes()), new Color(200, 30, 30));
    }

    @Test
    void theFirstFrameOfAGifLiesWhereItSays() {
        byte[] gif =
                Gifs.file(100, 50, new Gifs.Frame(new Point(60, 10), 40, 30), new Gifs.Frame(new Point(), 100, 50));

        BufferedImage shown = engine.large(gif);

        assertThat(engine.sizes(gif)).containsExactly("100x50", "100x50", "50x50");
        assertThat(engine.rendered(gif).header().frames()).isEqualTo(2);
        assertThat(Pictures.at(shown, 0.2, 0.5)).isEqualTo(Color.WHITE);
        assertNear(Pictures.at(shown, 0.8, 0.5), Gifs.COLOUR);
    }

    private static BufferedImage reference(int width, int height) {
        BufferedImage whole = Pictures.read(Pictures.photo("orientation/Landscape_1.jpg"));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Resizers.PROGRESSIVE.resize(whole, small);
        return small;
    }

    private static void fill(WritableRaster raster, int sample) {
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                raster.setSample(x, y, 0, sample);
            }
        }
    }

    private static void assertNear(BufferedImage image, Color expected) {
        assertNear(Pictures.at(image, 0.5, 0.5), expected);
    }

    private static void assertNear(Color actual, Color expected) {
        assertThat(actual.getRed()).isCloseTo(expected.getRed(), within(NEARLY));
        assertThat(actual.getGreen()).isCloseTo(expected.getGreen(), within(NEARLY));
        assertThat(actual.getBlue()).isCloseTo(expected.getBlue(), within(NEARLY));
    }
}
