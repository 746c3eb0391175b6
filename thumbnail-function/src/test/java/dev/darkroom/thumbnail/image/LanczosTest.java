package dev.darkroom.thumbnail.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanczosTest {
    @ParameterizedTest
    @ValueSource(ints = {0xFF000000, 0x00FF0000, 0x0000FF00, 0xFFFFFF00, 0x00000000, 0x12345600})
    void anEvenColourStaysWhatItIs(int word) {
        int[] words = new int[61 * 43];
        Arrays.fill(words, word);

        assertThat(Lanczos.scaled(words, 61, 43, 17, 9)).hasSize(17 * 9).containsOnly(word);
    }

    @Test
    void whatIsNextToAnEdgeDoesNotRunOver() {
        int[] words = new int[200 * 10];
        for (int i = 0; i < words.length; i++) {
            words[i] = i % 200 < 100 ? 0xFF00FF00 : 0x00FF0000;
        }

        int[] scaled = Lanczos.scaled(words, 200, 10, 20, 1);

        assertThat(scaled[2]).isEqualTo(0xFF00FF00);
        assertThat(scaled[17]).isEqualTo(0x00FF0000);
        for (int at = 0; at < 20; at++) {
            int red = scaled[at] >>> 24;
            int green = scaled[at] >>> 16 & 0xFF;
            assertThat(red + green).as("at %d", at).isCloseTo(255, within(2));
            assertThat(scaled[at] >>> 8 & 0xFF).isEqualTo(red);
        }
    }

    @Test
    void finePatternsBecomeTheirMean() {
        int[] words = new int[120 * 120];
        for (int i = 0; i < words.length; i++) {
            words[i] = (i % 120 + i / 120) % 2 == 0 ? 0xFFFFFF00 : 0;
        }

        for (int word : Lanczos.scaled(words, 120, 120, 30, 30)) {
            assertThat(word >>> 24).isCloseTo(127, within(3));
        }
    }

    @Test
    void nothingIsTooSmall() {
        assertThat(Lanczos.scaled(new int[] {0x10203000, 0x10203000}, 2, 1, 1, 1))
                .containsExactly(0x10203000);
    }
}
