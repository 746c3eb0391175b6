package dev.darkroom.metadata.exif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.ImageType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExifBlockTest {
    private static final byte[] TIFF = new Tiff().camera("Nikon", "P6000").bytes();
    private static final byte[] NOTHING = {};

    @Test
    void theBlockIsFoundWhereEachFormatKeepsIt() {
        assertFound(ImageType.JPEG, Files.jpeg(TIFF, 0));
        assertFound(ImageType.JPEG, Files.jpeg(TIFF, 200_000));
        assertFound(ImageType.PNG, Files.png(TIFF));
        assertFound(ImageType.WEBP, Files.webp(TIFF, 999, false));
        assertFound(ImageType.WEBP, Files.webp(TIFF, 1_000, true));
    }

    @Test
    void aFileWithoutABlockHasNone() {
        assertAbsent(ImageType.JPEG, Files.jpeg(NOTHING, 100));
        assertAbsent(ImageType.PNG, Files.png(NOTHING));
        assertAbsent(ImageType.WEBP, Files.webp(NOTHING, 100, false));
        assertAbsent(ImageType.GIF, "GIF89a".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aHeadThatEndsBeforeTheBlockAsksForMore() {
        for (int cut : new int[] {2, 3, 20, 60_010, 130_000}) {
            assertThat(ExifBlock.find(ImageType.JPEG, Arrays.copyOf(Files.jpeg(TIFF, 200_000), cut)))
                    .isEqualTo(new ExifBlock.Beyond());
        }
        assertThat(ExifBlock.find(ImageType.WEBP, Arrays.copyOf(Files.webp(TIFF, 5_000, false), 4_000)))
                .isEqualTo(new ExifBlock.Beyond());
    }

    @Test
    void aHeadWithoutABlockIsEnoughWhereTheFormatSaysSo() {
        assertAbsent(ImageType.WEBP, Arrays.copyOf(Files.webp(NOTHING, 5_000, false), 64));
        assertAbsent(ImageType.PNG, Arrays.copyOf(Files.png(NOTHING), 64));
        assertAbsent(ImageType.JPEG, Arrays.copyOf(Files.jpeg(NOTHING, 0), 100));
    }

    @ParameterizedTest
    @EnumSource(ImageType.class)
    void noFileMakesItThrow(ImageType type) {
        Random random = new Random(11);
        for (byte[] whole : new byte[][] {Files.jpeg(TIFF, 10), Files.png(TIFF), Files.webp(TIFF, 10, true)}) {
            for (int i = 0; i < 2_000; i++) {
                byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
                for (int hit = 0; hit < 6; hit++) {
                    damaged[random.nextInt(Math.min(200, damaged.length))] = (byte) random.nextInt(256);
                }
                switch (ExifBlock.find(type, damaged)) {
                    case ExifBlock.Found(byte[] tiff) ->
                        assertThat(CaptureReader.read(tiff)).isNotNull();
                    case ExifBlock.Absent(), ExifBlock.Beyond() -> {
                        // As good an answer.
                    }
                }
            }
        }
    }

    private static void assertFound(ImageType type, byte[] file) {
        assertThat(ExifBlock.find(type, file))
                .isInstanceOfSatisfying(
                        ExifBlock.Found.class, found -> assertThat(found.tiff()).isEqualTo(TIFF));
    }

    private static void assertAbsent(ImageType type, byte[] file) {
        assertThat(ExifBlock.find(type, file)).isEqualTo(new ExifBlock.Absent());
    }
}
