package dev.darkroom.thumbnail.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.darkroom.thumbnail.image.Engines#ofThisMachine")
class PlaceholderTest {
    private static final int LANDSCAPE = 0x80;

    private final Engines engine;

    PlaceholderTest(Engines engine) {
        this.engine = engine;
    }

    @Test
    void thePlaceholderIsOfTheWholePhotoAsItIsShown() {
        byte[] upright = thumbHash("orientation/Landscape_1.jpg");
        byte[] turned = thumbHash("orientation/Landscape_6.jpg");
        byte[] portrait = thumbHash("orientation/Portrait_6.jpg");

        // The first five bytes are size, mean brightness and colours, and how much these vary.
        assertThat(turned).startsWith(upright[0], upright[1]).hasSameSizeAs(upright);
        assertThat(upright[4] & LANDSCAPE).isEqualTo(LANDSCAPE);
        assertThat(portrait[4] & LANDSCAPE).isZero();
    }

    @Test
    void theDominantColourIsTheOneOfMostOfThePhoto() {
        BufferedImage image = Pictures.plain(300, 200, BufferedImage.TYPE_INT_RGB, new Color(40, 80, 160));
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.YELLOW);
        canvas.fillRect(0, 0, 90, 200);
        canvas.dispose();

        Color colour = Color.decode(
                engine.rendered(Pictures.file(image, "png")).placeholder().dominantColour());

        assertThat(Pictures.near(colour, new Color(40, 80, 160))).isTrue();
    }

    private byte[] thumbHash(String photo) {
        return Base64.getDecoder()
                .decode(engine.rendered(Pictures.photo(photo)).placeholder().thumbHash());
    }
}
