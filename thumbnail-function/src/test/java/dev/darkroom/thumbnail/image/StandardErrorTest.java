package dev.darkroom.thumbnail.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The log is one JSON object a line. What native code thinks of a file does not stand between them.
@EnabledOnOs(OS.LINUX)
class StandardErrorTest {
    @TempDir
    private Path folder;

    @Test
    void nativeCodeSaysNothingOfDamagedFilesAndJavaStillCan() throws Exception {
        Path written = folder.resolve("stderr");
        Process process = new ProcessBuilder(List.of(
                        Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java")
                                .toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        Objects.requireNonNull(System.getProperty("java.class.path")),
                        Renderer.class.getName()))
                .redirectError(written.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(written)).isEqualTo("Java's own line" + System.lineSeparator());
    }

    /// Renders what libjpeg warns of, what it gives up on, and what libwebp does.
    static final class Renderer {
        private Renderer() {}

        public static void main(String[] arguments) {
            Engines engine = Engines.nativeCode();
            byte[] jpeg = Pictures.photo("formats/progressive.jpg");
            byte[] webp = Pictures.photo("formats/lossy.webp");
            for (int hit = 700; hit < jpeg.length; hit += jpeg.length / 50) {
                byte[] damaged = jpeg.clone();
                Arrays.fill(damaged, hit, Math.min(jpeg.length - 2, hit + 20), (byte) 0x55);
                engine.render(damaged);
            }
            Arrays.fill(webp, 40, 400, (byte) 0x55);
            engine.render(webp);
            System.err.println("Java's own line");
        }
    }
}
