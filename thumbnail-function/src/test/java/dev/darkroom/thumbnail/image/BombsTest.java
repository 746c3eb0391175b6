package dev.darkroom.thumbnail.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.ImageType;
import dev.darkroom.model.Rejection;
import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Small files that unpack to more than a function has time or memory for. What they hold is sound, so that only a
/// limit stops them; a little below it they are rendered.
@ParameterizedClass
@MethodSource("dev.darkroom.thumbnail.image.Engines#ofThisMachine")
class BombsTest {
    private static final int SMALL_FILE_BYTES = 700_000;

    private final Engines engine;

    BombsTest(Engines engine) {
        this.engine = engine;
    }

    @Test
    void scansCountAsTheirPixels() {
        byte[] bomb = Jpegs.progressive(10_000, 10_000, 16);
        byte[] within = Jpegs.progressive(1_000, 1_000, Inspector.MAX_SCANS);

        assertThat(bomb.length).isLessThan(SMALL_FILE_BYTES);
        assertThat(engine.refusal(bomb)).isEqualTo(Rejection.TOO_MUCH_WORK);
        assertThat(engine.sizes(within)).contains("1000x1000");
    }

    @Test
    void evenATinyJpegHasNoMoreScansThanAnyEncoderWrites() {
        assertThat(engine.refusal(Jpegs.progressive(8, 8, Inspector.MAX_SCANS + 1)))
                .isEqualTo(Rejection.TOO_MUCH_WORK);
    }

    @Test
    void aPngOfOneColourIsABomb() {
        byte[] bomb = Pictures.file(new BufferedImage(6_400, 6_400, BufferedImage.TYPE_BYTE_BINARY), "png");

        assertThat(bomb.length).isLessThan(SMALL_FILE_BYTES);
        assertBomb(bomb, ImageType.PNG);
    }

    @Test
    void aGifOfOneColourIsABomb() {
        byte[] bomb = Pictures.file(new BufferedImage(6_400, 6_400, BufferedImage.TYPE_BYTE_BINARY), "gif");

        assertThat(bomb.length).isLessThan(SMALL_FILE_BYTES);
        assertBomb(bomb, ImageType.GIF);
    }

    @Test
    void aWebpOfOneColourIsABomb() {
        byte[] bomb = Webps.plain(16_000, 2_501, Color.ORANGE);

        assertThat(bomb.length).isLessThan(100);
        assertBomb(bomb, ImageType.WEBP);
        assertThat(Pictures.near(
                        Pictures.at(engine.large(Webps.plain(4_000, 500, Color.ORANGE)), 0.5, 0.5), Color.ORANGE))
                .isTrue();
    }

    /// The pixels are few; what it takes is memory for codes, which [NativeMemoryTest] measures.
    @Test
    void aWebpOfVeryManyCodesIsRendered() {
        byte[] bomb = Webps.manyCodes();

        assertThat(bomb.length).isLessThan(SMALL_FILE_BYTES);
        assertThat(engine.sizes(bomb)).contains("1024x1024");
    }

    private void assertBomb(byte[] bomb, ImageType type) {
        assertThat(engine.refusal(bomb)).isEqualTo(Rejection.TOO_MANY_PIXELS);
        assertThat(engine.render(bomb).header().type()).contains(type);
    }
}
