package dev.darkroom.thumbnail.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenditionTableTest {
    @Test
    void aTableIsReadFromTheLargestToTheSmallest() {
        var table = RenditionTable.parse("small 320 square webp 75,\n large 1600 fit progressive-jpeg 80");

        assertThat(table.specs())
                .containsExactly(
                        new RenditionSpec("large", 1600, RenditionSpec.Shape.FIT, RenditionFormat.PROGRESSIVE_JPEG, 80),
                        new RenditionSpec("small", 320, RenditionSpec.Shape.SQUARE, RenditionFormat.WEBP, 75));
        assertThat(table).hasToString("large 1600 fit progressive-jpeg 80, small 320 square webp 75");
        assertThat(RenditionTable.parse(table.toString())).isEqualTo(table);
    }

    @Test
    void aNameMayStandWithEachFormat() {
        assertThat(RenditionTable.parse("large 1600 fit jpeg 80, large 1600 fit webp 75")
                        .specs())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "large 1600 fit                              | is not `name edge fit",
                "large 1600 stretch jpeg 80                  | is not `name edge",
                "Large 1600 fit jpeg 80                      | is not `name edge",
                "../x 1600 fit jpeg 80                       | is not `name edge",
                "large 1600 fit jpeg 80,                     | is not `name edge",
                "large 1600 fit gif 80                       | needs a format of jpeg, progressive-jpeg, webp",
                "large 0 fit jpeg 80                         | needs an edge of 1 to 4096 pixels",
                "large 5000 fit jpeg 80                      | needs an edge of 1 to 4096 pixels",
                "large 1600 fit jpeg 0                       | needs a quality of 1 to 100",
                "large 1600 fit jpeg 101                     | needs a quality of 1 to 100",
                "a 9 fit jpeg 80, a 8 fit progressive-jpeg 80 | needs another name or format",
            },
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '~')
    void whatIsNoTableIsRefusedWithItsLine(String text, String message) {
        assertThatThrownBy(() -> RenditionTable.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("rendition \"");
    }

    @Test
    void anEmptyTableAndOneThatIsTooLongAreRefused() {
        assertThatThrownBy(() -> RenditionTable.parse("  ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> RenditionTable.parse(String.join(",", Collections.nCopies(11, "large 1600 fit jpeg 80"))))
                .hasMessageContaining("1 to 10 lines");
    }

    @Test
    void aFormatThatTheCodecDoesNotWriteIsRefusedAtTheStart() {
        var table = RenditionTable.parse("large 1600 fit webp 75");

        assertThatThrownBy(() -> PhotoEngine.withoutNativeCode(table))
                .hasMessageContaining("large 1600 fit webp 75")
                .hasMessageContaining("needs the native codec");
    }
}
