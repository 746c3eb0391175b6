package dev.darkroom.thumbnail.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// WebP renditions are as transparent as their originals are. Only the native codec writes WebP; that JPEGs show
/// white is tested with both.
@EnabledOnOs(OS.LINUX)
class TransparencyTest {
    private static final int NEARLY = 6;
    private static final Color SEEN_THROUGH = new Color(200, 40, 60, 96);
    private static final Color OPAQUE = new Color(200, 40, 60);

    private final RenditionEngine engine = new PhotoEngine(
            Engines.nativeCode().codec(),
            RenditionTable.parse("large 160 fit jpeg 90, large 160 fit webp 90, small 32 square webp 90"));

    /// Files whose left half is half transparent.
    static List<byte[]> halves() {
        return List.of(
                Pictures.file(halves(ColorSpace.CS_sRGB, DataBuffer.TYPE_BYTE), "png"),
                Pictures.file(halves(ColorSpace.CS_sRGB, DataBuffer.TYPE_USHORT), "png"),
                Webps.halves(400, 300, SEEN_THROUGH),
                Pictures.file(palette(), "png"));
    }

    @ParameterizedTest
    @MethodSource("halves")
    void aWebpKeepsColourAndOpacity(byte[] original) {
        List<EncodedRendition> renditions = renditions(original);

        for (int i = 1; i <= 2; i++) {
            BufferedImage shown = decoded(renditions.get(i));
            assertNear(at(shown, 0.2), SEEN_THROUGH);
            assertNear(at(shown, 0.8), OPAQUE);
        }
        Color onWhite = Pictures.at(Pictures.read(renditions.getFirst().bytes()), 0.2, 0.5);
        assertNear(onWhite, new Color(234, 174, 181));
    }

    @ParameterizedTest
    @ValueSource(ints = {DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT})
    void aTransparentGreyKeepsItsOpacity(int samples) {
        BufferedImage shown = decoded(renditions(Pictures.file(halves(ColorSpace.CS_GRAY, samples), "png"))
                .get(1));

        assertNear(at(shown, 0.2), new Color(200, 200, 200, SEEN_THROUGH.getAlpha()));
        assertNear(at(shown, 0.8), new Color(200, 200, 200));
    }

    @Test
    void whatLiesOutsideAGifsFirstFrameIsTransparent() {
        byte[] gif = Gifs.file(100, 50, new Gifs.Frame(new Point(60, 0), 40, 50));

        BufferedImage shown = decoded(renditions(gif).get(1));

        assertThat(at(shown, 0.2).getAlpha()).isZero();
        assertNear(at(shown, 0.8), Gifs.COLOUR);
    }

    @Test
    void aTransparentColourOfAPngWithoutAPaletteIsTransparent() {
        byte[] plain = Pictures.file(Pictures.plain(80, 60, BufferedImage.TYPE_3BYTE_BGR, OPAQUE), "png");
        byte[] key = {0, (byte) OPAQUE.getRed(), 0, (byte) OPAQUE.getGreen(), 0, (byte) OPAQUE.getBlue()};

        List<EncodedRendition> renditions = renditions(Embedded.chunk(plain, "tRNS", key));

        assertThat(at(decoded(renditions.get(1)), 0.5).getAlpha()).isZero();
        assertThat(Pictures.at(Pictures.read(renditions.getFirst().bytes()), 0.5, 0.5))
                .isEqualTo(Color.WHITE);
    }

    @Test
    void whatIsOpaqueThoughItCouldBeOtherwiseStaysSo() {
        byte[] png = Pictures.file(Pictures.plain(80, 60, BufferedImage.TYPE_INT_ARGB, OPAQUE), "png");

        EncodedRendition webp = renditions(png).get(1);

        assertThat(new String(webp.bytes(), ISO_8859_1)).contains("VP8 ").doesNotContain("ALPH");
        assertNear(at(decoded(webp), 0.5), OPAQUE);
    }

    @Test
    void coloursBeneathTransparencyAreConvertedAsTheyAre() {
        byte[] profile = Profiles.rgb(Profiles.ADOBE_RGB, 2.2);
        Color colour = new Color(60, 160, 90, 96);
        Color expected = Profiles.inSrgb(colour, Profiles.ADOBE_RGB, 2.2);

        BufferedImage shown =
                decoded(renditions(Embedded.inWebp(Webps.halves(400, 300, colour), profile, 400, 300, true))
                        .get(1));

        assertNear(at(shown, 0.2), new Color(expected.getRed(), expected.getGreen(), expected.getBlue(), 96));
        assertNear(at(shown, 0.8), expected);
    }

    @Test
    void transparentPhotosAreTurnedToo() {
        byte[] exif = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0};
        byte[] png =
                Embedded.chunk(Pictures.file(halves(ColorSpace.CS_sRGB, DataBuffer.TYPE_BYTE), "png"), "eXIf", exif);

        BufferedImage shown = decoded(renditions(png).get(1));

        assertThat(shown.getHeight()).isGreaterThan(shown.getWidth());
        assertNear(new Color(shown.getRGB(shown.getWidth() / 2, shown.getHeight() / 5), true), SEEN_THROUGH);
        assertNear(new Color(shown.getRGB(shown.getWidth() / 2, shown.getHeight() * 4 / 5), true), OPAQUE);
    }

    @Test
    void thePlaceholderIsTransparentWhereWebpsAreMade() {
        byte[] webp = Webps.halves(400, 300, SEEN_THROUGH);

        Rendering.Rendered kept = (Rendering.Rendered) engine.render(webp);
        Rendering.Rendered flattened = Engines.nativeCode().rendered(webp);

        // The highest bit of the third byte says so.
        assertThat(thumbHash(kept)[2]).isNegative();
        assertThat(thumbHash(flattened)[2]).isNotNegative();
    }

    private static byte[] thumbHash(Rendering.Rendered rendered) {
        return Base64.getDecoder().decode(rendered.placeholder().thumbHash());
    }

    private List<EncodedRendition> renditions(byte[] original) {
        Rendering rendering = engine.render(original);
        assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
        return ((Rendering.Rendered) rendering).renditions();
    }

    /// As the WebP reader in Java has it.
    private static BufferedImage decoded(EncodedRendition webp) {
        assertThat(webp.format().contentType()).isEqualTo(ImageType.WEBP.contentType());
        try {
            return ImageReaders.open("webp", webp.bytes()).read(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage halves(int colours, int samples) {
        ColorModel model =
                new ComponentColorModel(ColorSpace.getInstance(colours), true, false, ColorModel.TRANSLUCENT, samples);
        WritableRaster raster = model.createCompatibleWritableRaster(400, 300);
        int one = samples == DataBuffer.TYPE_BYTE ? 1 : 257;
        int[] pixel = colours == ColorSpace.CS_GRAY
                ? new int[] {SEEN_THROUGH.getRed() * one, 0}
                : new int[] {SEEN_THROUGH.getRed() * one, SEEN_THROUGH.getGreen() * one, SEEN_THROUGH.getBlue() * one, 0
                };
        for (int x = 0; x < 400; x++) {
            pixel[pixel.length - 1] = (x < 200 ? SEEN_THROUGH.getAlpha() : 255) * one;
            for (int y = 0; y < 300; y++) {
                raster.setPixel(x, y, pixel);
            }
        }
        return new BufferedImage(model, raster, false, null);
    }

    private static BufferedImage palette() {
        byte red = (byte) SEEN_THROUGH.getRed();
        byte green = (byte) SEEN_THROUGH.getGreen();
        byte blue = (byte) SEEN_THROUGH.getBlue();
        var colours = new IndexColorModel(
                8, 2, new byte[] {red, red}, new byte[] {green, green}, new byte[] {blue, blue}, new byte[] {
                    (byte) SEEN_THROUGH.getAlpha(), -1
                });
        var image = new BufferedImage(400, 300, BufferedImage.TYPE_BYTE_INDEXED, colours);
        for (int y = 0; y < 300; y++) {
            for (int x = 200; x < 400; x++) {
                image.getRaster().setSample(x, y, 0, 1);
            }
        }
        return image;
    }

    private static Color at(BufferedImage image, double x) {
        return new Color(image.getRGB((int) (x * image.getWidth()), image.getHeight() / 2), true);
    }

    private static void assertNear(Color actual, Color expected) {
        assertThat(actual.getRed()).as("red of %s", actual).isCloseTo(expected.getRed(), within(NEARLY));
        assertThat(actual.getGreen()).as("green of %s", actual).isCloseTo(expected.getGreen(), within(NEARLY));
        assertThat(actual.getBlue()).as("blue of %s", actual).isCloseTo(expected.getBlue(), within(NEARLY));
        assertThat(actual.getAlpha()).as("opacity of %s", actual).isCloseTo(expected.getAlpha(), within(NEARLY));
    }
}
