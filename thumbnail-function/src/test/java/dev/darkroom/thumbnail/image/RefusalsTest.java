package dev.darkroom.thumbnail.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.ImageType;
import dev.darkroom.model.Rejection;
import java.awt.Color;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@MethodSource("dev.darkroom.thumbnail.image.Engines#ofThisMachine")
class RefusalsTest {
    private final Engines engine;

    RefusalsTest(Engines engine) {
        this.engine = engine;
    }

    private static final int OFFSETS = 60;
    private static final int DAMAGES = 24;

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "hello, world", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7", "\u00ff\u00d8"
            })
    void whatIsNoImageIsRefused(String file) {
        assertThat(engine.refusal(file.getBytes(ISO_8859_1))).isEqualTo(Rejection.NOT_AN_IMAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0\0\0\u0018ftypheic",
                "\0\0\0\u001cftypavif",
                "II*\0\b\0\0\0",
                "MM\0*\0\0\0\b",
                "BM6\0\0\0",
                "\u00ff\n\0"
            })
    void anImageOfATypeThatIsNotTakenIsRefusedAsSuch(String file) {
        assertThat(engine.refusal(file.getBytes(ISO_8859_1))).isEqualTo(Rejection.TYPE_NOT_ALLOWED);
    }

    static List<byte[]> wholeFiles() {
        return List.of(
                Pictures.photo("orientation/Landscape_1.jpg"),
                Pictures.photo("formats/progressive.jpg"),
                Pictures.photo("formats/lossy.webp"),
                Pictures.photo("formats/lossless-alpha.webp"),
                Pictures.photo("formats/animated.webp"),
                Pictures.file(noise(), "png"));
    }

    @ParameterizedTest
    @MethodSource("wholeFiles")
    void aFileCutAnywhereIsRefusedAsTruncated(byte[] whole) {
        for (int cut : cuts(whole.length, 16)) {
            assertThat(engine.refusal(Arrays.copyOf(whole, cut)))
                    .as("cut at %d", cut)
                    .isEqualTo(Rejection.TRUNCATED);
        }
    }

    @Test
    void aGifCutWithinABlockIsRefusedAndOneWithoutItsTrailerIsNot() {
        byte[] whole = Gifs.file(100, 50, new Gifs.Frame(new Point(), 100, 50));

        for (int cut : cuts(whole.length - 1, 6)) {
            assertThat(engine.refusal(Arrays.copyOf(whole, cut)))
                    .as("cut at %d", cut)
                    .isEqualTo(Rejection.TRUNCATED);
        }
        assertThat(engine.render(Arrays.copyOf(whole, whole.length - 1))).isInstanceOf(Rendering.Rendered.class);
    }

    @Test
    void aJpegWhosePixelsEndEarlyIsRefusedThoughItHasAnEnd() {
        byte[] whole = Pictures.photo("orientation/Landscape_1.jpg");
        byte[] shortened = Arrays.copyOf(whole, whole.length / 2);
        shortened[shortened.length - 2] = (byte) 0xFF;
        shortened[shortened.length - 1] = (byte) 0xD9;

        assertThat(engine.refusal(shortened)).isEqualTo(Rejection.DAMAGED);
    }

    @Test
    void bytesAfterTheEndDoNoHarm() {
        byte[] whole = Pictures.photo("formats/progressive.jpg");

        assertThat(engine.render(Arrays.copyOf(whole, whole.length + 5_000))).isInstanceOf(Rendering.Rendered.class);
    }

    @Test
    void aJpegThatSaysItHasTooManyPixelsIsNotDecoded() {
        byte[] bomb = Pictures.photo("formats/progressive.jpg");
        int frame = indexOf(bomb, "\u00ff\u00c2");
        ByteBuffer.wrap(bomb).putShort(frame + 5, (short) 20_000).putShort(frame + 7, (short) 20_000);

        assertTooManyPixels(bomb, ImageType.JPEG, 20_000);
    }

    @Test
    void aPngThatSaysItHasTooManyPixelsIsNotDecoded() {
        byte[] bomb = Pictures.file(noise(), "png");
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);

        assertTooManyPixels(bomb, ImageType.PNG, 60_000);
    }

    @Test
    void aGifThatSaysItHasTooManyPixelsIsNotDecoded() {
        byte[] screen = Gifs.file(65_535, 65_535, new Gifs.Frame(new Point(), 4, 4));
        byte[] frame = Gifs.file(4, 4, new Gifs.Frame(new Point(), 4, 4));
        ByteBuffer.wrap(frame)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(24, (short) 65_535)
                .putShort(26, (short) 65_535);

        assertTooManyPixels(screen, ImageType.GIF, 65_535);
        assertTooManyPixels(frame, ImageType.GIF, 65_535);
    }

    @Test
    void aWebpThatSaysItHasTooManyPixelsIsNotDecoded() {
        byte[] lossy = Pictures.photo("formats/lossy.webp");
        byte[] canvas = Pictures.photo("formats/animated.webp");
        byte[] frame = canvas.clone();
        ByteBuffer.wrap(lossy)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(26, (short) 16_383)
                .putShort(28, (short) 16_383);
        Arrays.fill(canvas, 24, 30, (byte) 0x50);
        int inner = indexOf(frame, "VP8 ");
        ByteBuffer.wrap(frame)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(inner + 14, (short) 16_383)
                .putShort(inner + 16, (short) 16_383);

        assertTooManyPixels(lossy, ImageType.WEBP, 16_383);
        assertTooManyPixels(canvas, ImageType.WEBP, 0x505051);
        assertTooManyPixels(frame, ImageType.WEBP, 16_383);
    }

    @Test
    void anAnimationOfTooManyFramesIsRefused() {
        Gifs.Frame[] frames = new Gifs.Frame[Inspector.MAX_FRAMES + 1];
        Arrays.fill(frames, new Gifs.Frame(new Point(), 2, 2));

        assertThat(engine.refusal(Gifs.file(2, 2, frames))).isEqualTo(Rejection.TOO_MANY_FRAMES);
    }

    @Test
    void aJpegOfTooManyScansIsRefused() {
        byte[] whole = Pictures.photo("formats/progressive.jpg");
        int scan = indexOf(whole, "\u00ff\u00da");
        byte[] header = Arrays.copyOfRange(
                whole, scan, scan + 2 + ByteBuffer.wrap(whole).getShort(scan + 2));
        ByteBuffer bomb = ByteBuffer.allocate(whole.length + 200 * header.length);
        bomb.put(whole, 0, scan);
        for (int i = 0; i < 200; i++) {
            bomb.put(header);
        }
        bomb.put(whole, scan, whole.length - scan);

        assertThat(engine.refusal(bomb.array())).isEqualTo(Rejection.TOO_MUCH_WORK);
    }

    @ParameterizedTest
    @CsvSource({"101, 1", "1, 101", "40401, 400"})
    void anImageOfNothingButLengthIsRefused(int width, int height) {
        byte[] png = Pictures.file(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png");

        assertThat(engine.refusal(png)).isEqualTo(Rejection.TOO_NARROW);
    }

    @ParameterizedTest
    @ValueSource(bytes = {(byte) 0xC3, (byte) 0xC9})
    void aJpegInACodingThatBrowsersDoNotShowIsRefused(byte marker) {
        byte[] lossless = Pictures.photo("formats/progressive.jpg");
        lossless[indexOf(lossless, "\u00ff\u00c2") + 1] = marker;

        assertThat(engine.refusal(lossless)).isEqualTo(Rejection.TYPE_NOT_ALLOWED);
    }

    @ParameterizedTest
    @MethodSource("wholeFiles")
    void whateverIsWrongWithAFileIsAnOutcome(byte[] whole) {
        Random random = new Random(7);
        byte[] small = whole.length < 100_000 ? whole : Pictures.photo("formats/progressive.jpg");
        for (int i = 0; i < DAMAGES; i++) {
            byte[] damaged = small.clone();
            int first = random.nextInt(Math.min(400, damaged.length));
            for (int hit = 0; hit < 8; hit++) {
                int at = i % 2 == 0 ? random.nextInt(damaged.length) : Math.min(damaged.length - 1, first + hit);
                damaged[at] = (byte) random.nextInt(256);
            }
            // Either answer will do; anything thrown would fail the test.
            assertThat(engine.render(damaged)).isNotNull();
        }
    }

    private void assertTooManyPixels(byte[] bomb, ImageType type, int edge) {
        assertThat(engine.refusal(bomb)).isEqualTo(Rejection.TOO_MANY_PIXELS);
        ImageHeader header = engine.render(bomb).header();
        assertThat(header.type()).contains(type);
        assertThat(header.width()).isEqualTo(edge);
        assertThat(header.height()).isEqualTo(edge);
    }

    private static List<Integer> cuts(int length, int first) {
        List<Integer> cuts = new ArrayList<>(List.of(first, length - 1));
        for (int i = 1; i < OFFSETS; i++) {
            cuts.add(Math.max(first, (int) ((long) length * i / OFFSETS)));
        }
        return cuts;
    }

    private static int indexOf(byte[] file, String bytes) {
        return new String(file, ISO_8859_1).indexOf(bytes);
    }

    private static BufferedImage noise() {
        BufferedImage image = Pictures.plain(60, 40, BufferedImage.TYPE_3BYTE_BGR, Color.GRAY);
        Random random = new Random(3);
        for (int x = 0; x < 60; x++) {
            for (int y = 0; y < 40; y++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }
}
