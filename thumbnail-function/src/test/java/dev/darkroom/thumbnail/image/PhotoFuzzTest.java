package dev.darkroom.thumbnail.image;

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
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Looks for files that thumbnail-function fails at, and tries those that it once did.
class PhotoFuzzTest {
    private static final Path CORPUS = Path.of("src/test/resources/fuzz/photos");
    /// Not TwelveMonkeys' reader: traced, its loops over pixels take a hundred times as long, and pass for hangs.
    private static final List<String> INSTRUMENTED = List.of("dev.darkroom.**");

    /// What the function has, and 500 for Jazzer's own.
    private static final int MEMORY_MEGABYTES = 2_269;

    private static final int HEAP_MEGABYTES = 1_000;

    static Stream<Path> corpus() {
        return Fuzzing.files(CORPUS);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    @Timeout(60)
    void aFileOfTheCorpusIsRenderedOrRefusedAlikeByBothCodecs(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);

        boolean shown = PhotoTarget.render(Engines.fallback(), bytes) instanceof Rendering.Rendered;

        assertThat(Engines.ofThisMachine())
                .allMatch(engine -> PhotoTarget.render(engine, bytes) instanceof Rendering.Rendered == shown);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noFileMakesNativeCodeFailHangOrLeak(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(fuzzing(NativePhotoTarget.class).run(Fuzzing.time(), folder))
                .isGreaterThanOrEqualTo(corpus().count());
    }

    @Test
    void noFileMakesTheFallbackFailHangOrLeak(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(fuzzing(FallbackPhotoTarget.class).run(Fuzzing.time(), folder))
                .isGreaterThanOrEqualTo(corpus().count());
    }

    private static Fuzzing fuzzing(Class<?> target) {
        return new Fuzzing(target, INSTRUMENTED, CORPUS, HEAP_MEGABYTES, MEMORY_MEGABYTES, Duration.ofSeconds(60));
    }
}
