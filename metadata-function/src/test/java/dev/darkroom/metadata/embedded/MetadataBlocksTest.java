package dev.darkroom.metadata.embedded;

import static dev.darkroom.metadata.embedded.Files.NOTHING;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.ImageType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetadataBlocksTest {
    private static final byte[] TIFF = new Tiff().camera("Nikon", "P6000").bytes();
    private static final byte[] IPTC = Captions.iptc("Pier", "At dawn", "sea");
    private static final byte[] XMP = Captions.xmp("Pier", "At dawn", "sea");

    @Test
    void exifIsFoundWhereEachFormatKeepsIt() {
        assertThat(exif(ImageType.JPEG, Files.jpeg(TIFF, 0))).isEqualTo(TIFF);
        assertThat(exif(ImageType.JPEG, Files.jpeg(TIFF, 200_000))).isEqualTo(TIFF);
        assertThat(exif(ImageType.PNG, Files.png(TIFF))).isEqualTo(TIFF);
        assertThat(exif(ImageType.WEBP, Files.webp(TIFF, 999, false))).isEqualTo(TIFF);
        assertThat(exif(ImageType.WEBP, Files.webp(TIFF, 1_000, true))).isEqualTo(TIFF);
    }

    @Test
    void xmpIsFoundWhereEachFormatKeepsIt() {
        assertThat(xmp(ImageType.JPEG, Files.jpeg(TIFF, IPTC, XMP, 0))).isEqualTo(XMP);
        assertThat(xmp(ImageType.JPEG, Files.jpeg(NOTHING, NOTHING, XMP, 200_000)))
                .isEqualTo(XMP);
        assertThat(xmp(ImageType.PNG, Files.png(TIFF, XMP))).isEqualTo(XMP);
        assertThat(xmp(ImageType.PNG, Files.png(NOTHING, XMP))).isEqualTo(XMP);
        assertThat(xmp(ImageType.WEBP, Files.webp(TIFF, XMP, 999))).isEqualTo(XMP);
        assertThat(xmp(ImageType.WEBP, Files.webp(NOTHING, XMP, 1_000))).isEqualTo(XMP);
    }

    @Test
    void iptcIsFoundAmongPhotoshopsResources() {
        assertThat(MetadataBlocks.find(ImageType.JPEG, Files.jpeg(TIFF, IPTC, XMP, 0))
                        .iptc()
                        .orElseThrow())
                .isEqualTo(IPTC);
        byte[] odd = Captions.iptc("Piers", "At dawn");
        assertThat(MetadataBlocks.find(ImageType.JPEG, Files.jpeg(NOTHING, odd, NOTHING, 100_000))
                        .iptc()
                        .orElseThrow())
                .isEqualTo(odd);
    }

    @Test
    void aFileWithoutBlocksHasNone() {
        assertNone(ImageType.JPEG, Files.jpeg(NOTHING, 100));
        assertNone(ImageType.PNG, Files.png(NOTHING));
        assertNone(ImageType.WEBP, Files.webp(NOTHING, 100, false));
        assertNone(ImageType.GIF, "GIF89a".getBytes(US_ASCII));
    }

    @Test
    void aHeadThatEndsBeforeTheLastBlockIsNotComplete() {
        for (int cut : new int[] {2, 3, 20, 60_010, 130_000}) {
            assertThat(MetadataBlocks.find(ImageType.JPEG, Arrays.copyOf(Files.jpeg(TIFF, 200_000), cut))
                            .isComplete())
                    .isFalse();
        }
        assertThat(MetadataBlocks.find(ImageType.WEBP, Arrays.copyOf(Files.webp(TIFF, 5_000, false), 4_000))
                        .isComplete())
                .isFalse();
        byte[] jpeg = Files.jpeg(TIFF, IPTC, XMP, 0);
        MetadataBlocks half = MetadataBlocks.find(ImageType.JPEG, Arrays.copyOf(jpeg, jpeg.length - 5_200));
        assertThat(half.isComplete()).isFalse();
        assertThat(half.exif().orElseThrow()).isEqualTo(TIFF);
    }

    @Test
    void aHeadWithoutBlocksIsCompleteWhereTheFormatSaysSo() {
        assertNone(ImageType.WEBP, Arrays.copyOf(Files.webp(NOTHING, 5_000, false), 64));
        assertNone(ImageType.PNG, Arrays.copyOf(Files.png(NOTHING), 80));
        assertNone(ImageType.JPEG, Arrays.copyOf(Files.jpeg(NOTHING, 0), 100));
    }

    @Test
    void aBlockThatIsTooLargeIsLeft() {
        assertNone(ImageType.WEBP, Files.webp(new byte[1024 * 1024 + 1], new byte[64 * 1024 + 1], 10));
        assertNone(ImageType.PNG, Files.png(new byte[1024 * 1024 + 1], new byte[64 * 1024 + 1]));
    }

    @ParameterizedTest
    @EnumSource(ImageType.class)
    void noFileMakesItThrow(ImageType type) {
        Random random = new Random(11);
        for (byte[] whole : new byte[][] {
            Files.jpeg(TIFF, IPTC, XMP, 10), Files.png(TIFF, XMP), Files.webp(TIFF, XMP, 10), Files.webp(TIFF, 10, true)
        }) {
            for (int i = 0; i < 2_000; i++) {
                byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
                for (int hit = 0; hit < 6; hit++) {
                    damaged[random.nextInt(Math.min(i % 2 == 0 ? 200 : 2_000, damaged.length))] =
                            (byte) random.nextInt(256);
                }
                assertThat(CaptureReader.read(MetadataBlocks.find(type, damaged)))
                        .isNotNull();
            }
        }
    }

    private static byte[] exif(ImageType type, byte[] file) {
        return MetadataBlocks.find(type, file).exif().orElseThrow();
    }

    private static byte[] xmp(ImageType type, byte[] file) {
        return MetadataBlocks.find(type, file).xmp().orElseThrow();
    }

    private static void assertNone(ImageType type, byte[] file) {
        assertThat(MetadataBlocks.find(type, file)).isEqualTo(MetadataBlocks.NONE);
    }
}
