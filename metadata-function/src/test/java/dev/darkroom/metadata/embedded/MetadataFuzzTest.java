package dev.darkroom.metadata.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.fuzzing.Fuzzing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Looks for files that metadata-function fails at, and tries those that it once did.
class MetadataFuzzTest {
    private static final Path CORPUS = Path.of("src/test/resources/fuzz/metadata");

    static Stream<Path> corpus() {
        return Fuzzing.files(CORPUS);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    @Timeout(10)
    void aFileOfTheCorpusIsRead(Path file) throws IOException {
        MetadataTarget.fuzzerTestOneInput(Files.readAllBytes(file));
    }

    @Test
    void noFileMakesItFailHangOrLeak(@TempDir Path folder) throws IOException, InterruptedException {
        var fuzzing = new Fuzzing(
                MetadataTarget.class,
                List.of("dev.darkroom.**", "com.drew.**", "com.adobe.**"),
                CORPUS,
                256,
                1_024,
                Duration.ofSeconds(10));

        assertThat(fuzzing.run(Fuzzing.time(), folder)).isGreaterThanOrEqualTo(corpus().count());
    }
}
