package dev.darkroom.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTest {
    @ParameterizedTest
    @CsvSource({
        "10, 2500, 1/250",
        "1, 250, 1/250",
        "13, 10, 13/10",
        "300, 10, 30",
        "86400, 1, 86400",
        "1, 4294967295, 1/4294967295",
        "4294967295, 4294967295, 1",
    })
    void anExposureTimeIsExactAndInLowestTerms(long numerator, long denominator, String text) {
        var time = new ExposureTime(numerator, denominator);

        assertThat(time).hasToString(text);
        assertThat(ExposureTime.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "0, 0", "-1, 250", "1, -250", "86401, 1", "4294967296, 4294967296"})
    void whatIsNoTimeIsNoExposureTime(long numerator, long denominator) {
        assertThatThrownBy(() -> new ExposureTime(numerator, denominator)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1/", "/1", "01/250", "1/0", "0.004", "-1/250", " 1/250", "12345678901", "1/2/3"})
    void onlyWhatATimeWritesIsReadAsOne(String text) {
        assertThatThrownBy(() -> ExposureTime.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void decimalsAreInHundredths() {
        Exposure exposure = new Exposure(
                Optional.empty(),
                Optional.of(1244236 / 699009.0),
                Optional.empty(),
                Optional.of(4.2),
                Optional.empty());

        assertThat(exposure.fNumber()).contains(1.78);
        assertThat(exposure.focalLength()).contains(4.2);
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        Optional<Double> no = Optional.empty();
        for (double bad : new double[] {0, 0.004, -1, 1e9, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(Exposure.isFNumber(bad)).isFalse();
            assertThat(Exposure.isFocalLength(bad)).isFalse();
            assertThatThrownBy(() ->
                            new Exposure(Optional.empty(), Optional.of(bad), Optional.empty(), no, Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() ->
                            new Exposure(Optional.empty(), no, Optional.empty(), Optional.of(bad), Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int bad : new int[] {0, -1, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> new Exposure(Optional.empty(), no, Optional.of(bad), no, Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Exposure(Optional.empty(), no, Optional.empty(), no, Optional.of(bad)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nothingKnownIsNoExposureAndNoSuggestion() {
        assertThat(Exposure.of(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .isEmpty();
        assertThat(Suggestions.of(Optional.empty(), Optional.empty(), List.of()))
                .isEmpty();
    }

    @Test
    void nothingIsSuggestedThatAnOwnerCouldNotSet() {
        Optional<String> no = Optional.empty();
        assertThat(new Suggestions(Optional.of("\uD83D\uDCF7".repeat(200)), Optional.of("a\nb"), List.of("x")))
                .isNotNull();
        assertThatThrownBy(() -> new Suggestions(Optional.of("x".repeat(201)), no, List.of()))
                .hasMessageContaining("title");
        assertThatThrownBy(() -> new Suggestions(no, Optional.of("x".repeat(2_001)), List.of()))
                .hasMessageContaining("description");
        for (List<String> tags : List.of(
                List.of(""),
                List.of("x".repeat(51)),
                List.of("a\u202Eb"),
                List.of("a\u0007"),
                List.of("\uD83D"),
                Collections.nCopies(21, "x"))) {
            assertThatThrownBy(() -> new Suggestions(no, no, tags)).hasMessageContaining("tags");
        }
    }
}
