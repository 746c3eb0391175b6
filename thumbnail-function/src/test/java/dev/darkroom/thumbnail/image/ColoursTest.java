package dev.darkroom.thumbnail.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Colours of renditions, held to what the embedded profile says by [Profiles]' arithmetic.
@ParameterizedClass
@MethodSource("dev.darkroom.thumbnail.image.Engines#ofThisMachine")
class ColoursTest {
    /// What two JPEGs and eight bits a channel cost.
    private static final int NEARLY = 4;

    private static final List<Color> COLOURS = List.of(
            new Color(128, 55, 20),
            new Color(40, 160, 90),
            new Color(200, 190, 60),
            new Color(90, 90, 200),
            new Color(240, 240, 240),
            new Color(0, 255, 0));

    /// White paper, each ink alone, two and more of them: none that a printer would call its own.
    private static final double[][] INKS = new double[16][];

    static {
        for (int i = 0; i < INKS.length; i++) {
            double cyan = i >> 3 & 1;
            double magenta = i >> 2 & 1;
            double yellow = i >> 1 & 1;
            double key = i & 1;
            double lightness = Math.max(6, 95 - 30 * cyan - 35 * magenta - 8 * yellow - 60 * key);
            double colour = 1 - 0.9 * key;
            INKS[i] = new double[] {
                lightness, colour * (-25 * cyan + 40 * magenta), colour * (-28 * cyan - 3 * magenta + 45 * yellow)
            };
        }
    }

    private final Engines engine;

    ColoursTest(Engines engine) {
        this.engine = engine;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "webp"})
    void displayP3IsConverted(String format) {
        for (Color colour : COLOURS) {
            assertNear(
                    engine.large(file(format, colour, Profiles.rgb(Profiles.DISPLAY_P3, 2.2))),
                    Profiles.inSrgb(shownBy(format, colour), Profiles.DISPLAY_P3, 2.2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "webp"})
    void adobeRgbIsConverted(String format) {
        double gamma = 563 / 256.0;
        for (Color colour : COLOURS) {
            assertNear(
                    engine.large(file(format, colour, Profiles.rgb(Profiles.ADOBE_RGB, gamma))),
                    Profiles.inSrgb(shownBy(format, colour), Profiles.ADOBE_RGB, gamma));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void aGreyProfileIsHonoured(String format) {
        for (double gamma : new double[] {1, 1.8, 2.6}) {
            for (int grey : new int[] {20, 100, 180, 250}) {
                BufferedImage image = grey(grey);
                byte[] plain = Pictures.file(image, format);
                byte[] profile = Profiles.grey(gamma);
                byte[] file = format.equals("jpg") ? Embedded.inJpeg(plain, profile) : Embedded.inPng(plain, profile);

                assertNear(engine.large(file), Profiles.inSrgb(grey, gamma));
            }
        }
    }

    @Test
    void aProfileInSeveralSegmentsIsPutTogether() {
        byte[] profile = Profiles.rgb(Profiles.ADOBE_RGB, 2.2);
        byte[] large = Arrays.copyOf(profile, 150_000);
        large[1] = (byte) (large.length >> 16);
        large[2] = (byte) (large.length >> 8);
        large[3] = (byte) large.length;
        Color colour = new Color(40, 160, 90);

        BufferedImage shown = engine.large(file("jpg", colour, large));

        assertNear(shown, Profiles.inSrgb(colour, Profiles.ADOBE_RGB, 2.2));
        assertThat(Pictures.near(Pictures.at(shown, 0.5, 0.5), colour)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2})
    void inksAreConvertedByTheirProfile(int adobeTransform) {
        byte[] profile = Profiles.cmyk(INKS);
        for (int i = 0; i < INKS.length; i++) {
            int[] inks = {(i >> 3 & 1) * 255, (i >> 2 & 1) * 255, (i >> 1 & 1) * 255, (i & 1) * 255};

            assertNear(engine.large(Embedded.inJpeg(print(inks, adobeTransform), profile)), Profiles.ofLab(INKS[i]));
        }
    }

    @Test
    void halfTheInkIsHalfWayBetween() {
        byte[] profile = Profiles.cmyk(INKS);

        BufferedImage shown = engine.large(Embedded.inJpeg(print(new int[] {0, 0, 0, 128}, 0), profile));

        double[] grey = {(INKS[0][0] + INKS[1][0]) / 2, (INKS[0][1] + INKS[1][1]) / 2, (INKS[0][2] + INKS[1][2]) / 2};
        assertNear(shown, Profiles.ofLab(grey));
    }

    @Test
    void inksWithoutAProfileAreTakenForPerfect() {
        assertNear(engine.large(print(new int[] {255, 0, 0, 0}, 0)), new Color(0, 255, 255));
        assertNear(engine.large(print(new int[] {0, 0, 128, 128}, -1)), new Color(127, 127, 63));
    }

    @Test
    void aCopyOfSrgbChangesNothing() {
        Color colour = new Color(128, 55, 20);

        assertNear(
                engine.large(file(
                        "jpg",
                        colour,
                        ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())),
                colour);
    }

    static List<byte[]> absurdProfiles() {
        byte[] whole = Profiles.rgb(Profiles.DISPLAY_P3, 2.2);
        byte[] huge = new byte[SrgbConversion.MAX_PROFILE_BYTES + 1];
        System.arraycopy(whole, 0, huge, 0, whole.length);
        double[][] nowhere = {{0.3127, 0.329}, {0.3127, 0.329}, {0.3127, 0.329}};
        return List.of(
                new byte[500],
                new byte[1],
                Arrays.copyOf(whole, 300),
                huge,
                Profiles.grey(2.2),
                Profiles.cmyk(INKS),
                // Everything is black, or all but nothing is.
                blackened(whole),
                Profiles.rgb(nowhere, 2.2));
    }

    @ParameterizedTest
    @MethodSource("absurdProfiles")
    void anAbsurdProfileCostsTheProfileAndNotThePhoto(byte[] profile) {
        Color colour = new Color(128, 55, 20);

        for (String format : List.of("jpg", "png", "webp")) {
            assertNear(engine.large(file(format, colour, profile)), colour);
        }
    }

    @Test
    void anAbsurdProfileForPrintCostsTheProfileAndNotThePhoto() {
        double[][] black = new double[INKS.length][3];

        for (byte[] profile : List.of(new byte[300], Profiles.grey(2.2), Profiles.cmyk(black))) {
            assertNear(
                    engine.large(Embedded.inJpeg(print(new int[] {255, 0, 0, 0}, 0), profile)), new Color(0, 255, 255));
        }
    }

    @Test
    void aProfileThatUnpacksWithoutEndIsNone() {
        Color colour = new Color(128, 55, 20);
        byte[] bomb = new byte[64 << 20];
        byte[] whole = Profiles.rgb(Profiles.ADOBE_RGB, 2.2);
        System.arraycopy(whole, 0, bomb, 0, whole.length);

        byte[] png = file("png", colour, bomb);

        assertThat(png.length).isLessThan(200_000);
        assertNear(engine.large(png), colour);
    }

    @Test
    void noDamagedProfileStopsAPhoto() {
        Random random = new Random(13);
        List<byte[]> profiles = List.of(
                Profiles.rgb(Profiles.DISPLAY_P3, 2.2),
                ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData(),
                Profiles.cmyk(INKS));
        byte[] print = print(new int[] {255, 0, 0, 0}, 0);
        for (int i = 0; i < 300; i++) {
            byte[] whole = profiles.get(i % profiles.size());
            byte[] damaged = Arrays.copyOf(whole, i % 5 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int hit = 0; hit < 4 && damaged.length > 0; hit++) {
                int within = random.nextBoolean() ? damaged.length : Math.min(damaged.length, 400);
                damaged[random.nextInt(within)] = (byte) random.nextInt(256);
            }
            byte[] file = i % 3 == 2 ? Embedded.inJpeg(print, damaged) : file("jpg", Color.ORANGE, damaged);
            assertThat(engine.sizes(file)).contains("40x30");
        }
    }

    /// A JPEG of one colour in the colours of a profile.
    private static byte[] file(String format, Color colour, byte[] profile) {
        return switch (format) {
            case "jpg" -> Embedded.inJpeg(plain(format, colour), profile);
            case "png" -> Embedded.inPng(plain(format, colour), profile);
            case "webp" -> Embedded.inWebp(Webps.plain(40, 30, colour), profile, 40, 30, false);
            default -> throw new IllegalArgumentException(format);
        };
    }

    private static byte[] plain(String format, Color colour) {
        return Pictures.file(Pictures.plain(40, 30, BufferedImage.TYPE_3BYTE_BGR, colour), format);
    }

    /// The colour that a file of this format really has.
    private static Color shownBy(String format, Color colour) {
        return format.equals("jpg") ? Pictures.at(Pictures.read(plain(format, colour)), 0.5, 0.5) : colour;
    }

    private static BufferedImage grey(int value) {
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
        WritableRaster raster = image.getRaster();
        int[] row = new int[40];
        Arrays.fill(row, value);
        for (int y = 0; y < 30; y++) {
            raster.setPixels(0, y, 40, 1, row);
        }
        return image;
    }

    /// A JPEG of so much of each ink.
    ///
    /// @param adobeTransform of its Adobe marker, 0 for inks and 2 for luma, chroma and black; -1 for no marker
    private static byte[] print(int[] inks, int adobeTransform) {
        int[] stored = inks.clone();
        if (adobeTransform >= 0) {
            Arrays.setAll(stored, ink -> 255 - inks[ink]);
        }
        if (adobeTransform == 2) {
            // What complements these is red, green and blue to JFIF.
            double red = 255 - stored[0];
            double green = 255 - stored[1];
            double blue = 255 - stored[2];
            stored[0] = (int) Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
            stored[1] = Math.clamp(Math.round(128 - 0.168736 * red - 0.331264 * green + 0.5 * blue), 0, 255);
            stored[2] = Math.clamp(Math.round(128 + 0.5 * red - 0.418688 * green - 0.081312 * blue), 0, 255);
        }
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 40, 30, 4, null);
        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 40; x++) {
                raster.setPixel(x, y, stored);
            }
        }
        byte[] jpeg = written(raster);
        byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) adobeTransform};
        return adobeTransform < 0 ? jpeg : Embedded.segment(jpeg, 0xEE, adobe);
    }

    private static byte[] written(Raster raster) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(1);
            var file = new ByteArrayOutputStream();
            try (ImageOutputStream output = ImageIO.createImageOutputStream(file)) {
                writer.setOutput(output);
                writer.write(null, new IIOImage(raster, null, null), param);
            }
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }

    /// The profile with all its numbers zero.
    private static byte[] blackened(byte[] whole) {
        byte[] black = whole.clone();
        String text = new String(black, StandardCharsets.ISO_8859_1);
        for (String tag : List.of("rXYZ", "gXYZ", "bXYZ")) {
            int entry = text.indexOf(tag);
            int at = ByteBuffer.wrap(black).getInt(entry + 4);
            Arrays.fill(black, at + 8, at + 20, (byte) 0);
        }
        return black;
    }

    private static void assertNear(BufferedImage image, Color expected) {
        Color actual = Pictures.at(image, 0.5, 0.5);
        assertThat(actual.getRed()).as("red of %s", actual).isCloseTo(expected.getRed(), within(NEARLY));
        assertThat(actual.getGreen()).as("green of %s", actual).isCloseTo(expected.getGreen(), within(NEARLY));
        assertThat(actual.getBlue()).as("blue of %s", actual).isCloseTo(expected.getBlue(), within(NEARLY));
    }
}
