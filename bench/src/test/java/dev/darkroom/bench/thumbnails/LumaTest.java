package dev.darkroom.bench.thumbnails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LumaTest {
    @Test
    void brightnessIsJfifs() {
        var image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xFF8000);

        assertThat(Luma.of(image).values()[0]).isCloseTo(0.299f * 255 + 0.587f * 128, within(0.01f));
    }

    @Test
    void anEvenAreaStaysEvenAndWavesThatFitSurviveWhileFinerOnesGo() {
        Luma even = waves(0);
        Luma coarse = waves(1 / 40.0).reducedTo(80, 60);
        Luma fine = waves(1 / 2.5).reducedTo(80, 60);

        assertThat(even.reducedTo(80, 60).values()).containsOnly(228);
        assertThat(range(coarse)).isGreaterThan(190);
        assertThat(range(fine)).isLessThan(20);
    }

    @Test
    void anImageIsOneWithItselfAndLessWithANoisyOneAndLeastWithAnother() {
        Luma image = waves(1 / 20.0);
        Luma noisy = noisy(image, 20);
        Luma worse = noisy(image, 60);

        assertThat(image.similarity(image)).isCloseTo(1, within(1e-9));
        assertThat(image.similarity(noisy)).isLessThan(0.99);
        assertThat(image.similarity(worse)).isLessThan(image.similarity(noisy));
        assertThatThrownBy(() -> image.similarity(image.reducedTo(10, 10)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Luma waves(double perPixel) {
        float[] values = new float[320 * 240];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (128 + 100 * Math.cos(i % 320 * perPixel * Math.TAU));
        }
        return new Luma(values, 320, 240);
    }

    private static Luma noisy(Luma image, int amount) {
        var random = new Random(5);
        float[] values = image.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += random.nextInt(amount);
        }
        return new Luma(values, image.width(), image.height());
    }

    /// Away from the edges, where the filter sees what is not there.
    private static float range(Luma image) {
        float lowest = Float.MAX_VALUE;
        float highest = 0;
        for (int x = 20; x < 60; x++) {
            float value = image.values()[30 * image.width() + x];
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        return highest - lowest;
    }
}
