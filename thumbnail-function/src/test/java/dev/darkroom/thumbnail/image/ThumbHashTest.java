package dev.darkroom.thumbnail.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The hashes are those of the reference encoder, npm's thumbhash 0.1.1, of the same pixels.
class ThumbHashTest {
    @ParameterizedTest
    @CsvSource({
        "100, 75, HwgODZpwd4dxd3eHh3d3h4+ACPiI",
        "75, 100, H/gNDRpxd3B4eHd3h3d3h4CPCPd3",
        "64, 64, HwgOBxqAh4eAiIiIiHiIiIiH+P/3gI8H",
    })
    void aGradientHasTheReferencesHash(int width, int height, String expected) {
        RgbPixels pixels = RgbPixels.blank(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                set(pixels, x, y, x * 255 / width, y * 255 / height, (x + y) * 255 / (width + height));
            }
        }

        assertThat(hash(pixels)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"100, 56, H/gFDIJ1hQRUVgV1dnX+jpxw3Q==", "33, 90, XvgFEwJEVlKAdWVV3Y+LA4w="})
    void ringsHaveTheReferencesHash(int width, int height, String expected) {
        RgbPixels pixels = RgbPixels.blank(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                set(pixels, x, y, (x * x + y * y) % 256, (x * 7 + y * 3) % 256, x * y % 256);
            }
        }

        assertThat(hash(pixels)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 56, 3reJK44rcXdwd3hQgRn2bI+Fo3d4eIg=",
        "40, 90, 37eJKg4rcHB2ZYhRYBv2bH91o2h3eHg=",
        "64, 64, n7eJNQ4rYGhgVnhmh3CQGfZsf3WjeHh4iA==",
    })
    void transparentPixelsHaveTheReferencesHash(int width, int height, String expected) {
        RgbPixels pixels = RgbPixels.blank(width, height);
        byte[] opacity = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int opaque = x < width / 2.0 ? 255 : y * 255 / height;
                opacity[y * width + x] = (byte) opaque;
                set(
                        pixels,
                        x,
                        y,
                        Opacity.onWhite(x * 255 / width, opaque),
                        Opacity.onWhite(y * 255 / height, opaque),
                        Opacity.onWhite((x * 7 + y * 3) % 256, opaque));
            }
        }

        byte[] reference = Base64.getDecoder().decode(expected);
        byte[] hash = ThumbHash.of(pixels, opacity);
        assertThat(hash).hasSameSizeAs(reference);
        // Mixing with white rounds, which may take a term over to its neighbour.
        for (int i = 0; i < hash.length; i++) {
            assertThat(hash[i] & 0xF).isCloseTo(reference[i] & 0xF, within(1));
            assertThat((hash[i] >> 4) & 0xF).isCloseTo((reference[i] >> 4) & 0xF, within(1));
        }
    }

    @Test
    void onePixelHasAHash() {
        assertThat(ThumbHash.of(RgbPixels.blank(1, 1), new byte[0])).hasSizeBetween(5, 25);
    }

    private static String hash(RgbPixels pixels) {
        return Base64.getEncoder().encodeToString(ThumbHash.of(pixels, new byte[0]));
    }

    private static void set(RgbPixels pixels, int x, int y, int red, int green, int blue) {
        int at = (y * pixels.width() + x) * RgbPixels.CHANNELS;
        pixels.bytes()[at] = (byte) red;
        pixels.bytes()[at + 1] = (byte) green;
        pixels.bytes()[at + 2] = (byte) blue;
    }
}
