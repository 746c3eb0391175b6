package dev.darkroom.thumbnail.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Whatever a file does to the native decoders, the memory of its rendering is given back: measured as the resident
/// memory of a process of its own, which renders thousands of files.
class NativeMemoryTest {
    private static final int ROUNDS = 4;
    private static final int FILES_A_ROUND = 1_500;
    private static final long MEGABYTE = 1_000_000;

    @Test
    @EnabledOnOs(OS.LINUX)
    void thousandsOfBadFilesLeaveNothingBehind() throws IOException {
        List<Long> resident = new ArrayList<>();
        for (String line : output(List.of("bad"))) {
            resident.add(Long.parseLong(line));
        }

        assertThat(resident).hasSize(ROUNDS);
        assertThat(resident.getLast() - resident.get(1)).isLessThan(12 * MEGABYTE);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void photosThatAreRenderedLeaveNothingBehind() throws IOException {
        List<Long> resident =
                output(List.of("good")).stream().map(Long::valueOf).toList();

        assertThat(resident).hasSize(ROUNDS);
        assertThat(resident.getLast() - resident.get(1)).isLessThan(12 * MEGABYTE);
    }

    /// 300 KB of file for 335 MB of tables, which is what the format's limits allow so small a file.
    @Test
    @EnabledOnOs(OS.LINUX)
    void aWebpOfVeryManyCodesTakesWhatAFunctionHasAndGivesItBack() throws IOException {
        List<Long> resident =
                output(List.of("codes")).stream().map(Long::valueOf).toList();

        assertThat(resident).hasSize(ROUNDS + 1);
        assertThat(resident.get(ROUNDS - 1) - resident.getFirst()).isLessThan(50 * MEGABYTE);
        assertThat(resident.getLast()).as("at most").isBetween(300 * MEGABYTE, 700 * MEGABYTE);
    }

    private static List<String> output(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java")
                        .toString(),
                // A collection gives free heap back at once.
                "-Xmx512m",
                "-Xms8m",
                "-XX:+UseSerialGC",
                "-XX:MinHeapFreeRatio=5",
                "-XX:MaxHeapFreeRatio=10",
                "-XX:-ShrinkHeapInSteps",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Objects.requireNonNull(System.getProperty("java.class.path")),
                Renderer.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } finally {
            process.destroy();
        }
    }

    /// Prints its resident bytes after each round, and for very many codes also the most that there were.
    static final class Renderer {
        private static final Random RANDOM = new Random(11);

        private Renderer() {}

        public static void main(String[] arguments) {
            // With transparency, which takes another way through native memory.
            RenditionEngine engine = new PhotoEngine(
                    Engines.nativeCode().codec(),
                    RenditionTable.parse("large 1600 fit jpeg 80, large 1600 fit webp 80, small 64 square webp 80"));
            if (arguments[0].equals("codes")) {
                renderManyCodes(engine);
                return;
            }
            boolean bad = arguments[0].equals("bad");
            List<byte[]> whole = List.of(
                    Pictures.file(Pictures.plain(90, 70, BufferedImage.TYPE_INT_RGB, Color.ORANGE), "jpg"),
                    Pictures.photo("formats/animated.webp"),
                    Pictures.photo("formats/lossy-alpha.webp"),
                    Pictures.photo("formats/grey.jpg"),
                    Embedded.inJpeg(
                            Pictures.file(Pictures.plain(90, 70, BufferedImage.TYPE_INT_RGB, Color.ORANGE), "jpg"),
                            Profiles.rgb(Profiles.DISPLAY_P3, 2.2)),
                    Pictures.file(
                            Pictures.plain(90, 70, BufferedImage.TYPE_INT_ARGB, new Color(90, 80, 70, 60)), "png"),
                    Webps.halves(90, 70, new Color(90, 80, 70, 60)),
                    Gifs.file(90, 70, new Gifs.Frame(new Point(10, 10), 20, 20)));
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < (bad ? FILES_A_ROUND : FILES_A_ROUND / 15); i++) {
                    byte[] file = whole.get(i % whole.size());
                    engine.render(bad ? damaged(file) : file);
                }
                System.gc();
                System.out.println(resident());
            }
        }

        private static void renderManyCodes(RenditionEngine engine) {
            byte[] file = Webps.manyCodes();
            for (int round = 0; round < ROUNDS; round++) {
                engine.render(file);
                System.gc();
                System.out.println(resident());
            }
            System.out.println(mostResident());
        }

        private static byte[] damaged(byte[] whole) {
            byte[] file = Arrays.copyOf(whole, whole.length);
            for (int hit = 0; hit < 4; hit++) {
                int within = RANDOM.nextBoolean() ? file.length : Math.min(file.length, 600);
                file[RANDOM.nextInt(within)] = (byte) RANDOM.nextInt(256);
            }
            return file;
        }

        /// Source: <https://man7.org/linux/man-pages/man5/proc_pid_status.5.html>
        private static long mostResident() {
            try (var lines = Files.lines(Path.of("/proc/self/status"))) {
                return lines.filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                        .sum();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static long resident() {
            try {
                String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1];
                return Long.parseLong(pages) * 4096;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
