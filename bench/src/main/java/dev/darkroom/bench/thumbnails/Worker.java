package dev.darkroom.bench.thumbnails;

import dev.darkroom.thumbnail.image.EncodedRendition;
import dev.darkroom.thumbnail.image.PhotoEngine;
import dev.darkroom.thumbnail.image.Rendering;
import dev.darkroom.thumbnail.image.RenditionTable;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.coobird.thumbnailator.Thumbnails;

/// The Java sides, each in a process of its own, on the class path of thumbnail-function's zip. A line of standard
/// input is a photo, a quality and a folder or `-`; the answer is a line of wall and CPU nanoseconds, the peak of
/// resident memory in kB, and the sizes of the files, which are also written where a folder is named.
final class Worker {
    private static final int[] EDGES = {1600, 640, 160};
    private static final int QUALITY = 80;
    private static final float PERCENT = 100;

    private Worker() {}

    /// Answers until its standard input ends.
    ///
    /// @param arguments the side, and the function's default table
    public static void main(String[] arguments) throws IOException {
        Side side = side(arguments[0], arguments[1]);
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] request = line.split("\t", -1);
            ProcessUsage.resetPeak();
            long cpu = ProcessUsage.cpuNanos(system::getProcessCpuTime);
            long wall = System.nanoTime();
            List<byte[]> files = side.make(Path.of(request[0]), Integer.parseInt(request[1]));
            long wallNanos = System.nanoTime() - wall;
            long cpuNanos = ProcessUsage.cpuNanos(system::getProcessCpuTime) - cpu;
            var answer = new StringBuilder("%d %d %d".formatted(wallNanos, cpuNanos, ProcessUsage.peakKilobytes()));
            for (int i = 0; i < files.size(); i++) {
                answer.append(' ').append(files.get(i).length);
                if (!request[2].equals("-")) {
                    Files.write(Path.of(request[2]).resolve(EDGES[i] + ".jpg"), files.get(i));
                }
            }
            System.out.println(answer);
            System.out.flush();
        }
    }

    /// What is done with a photo.
    private interface Side {
        List<byte[]> make(Path photo, int quality) throws IOException;
    }

    private static Side side(String name, String defaultTable) {
        return switch (name) {
            case "plain" -> Worker::plain;
            case "native" -> rendering(PhotoEngine::making);
            case "fallback" -> rendering(PhotoEngine::withoutNativeCode);
            case "floor" -> {
                PhotoEngine engine = PhotoEngine.making(table(QUALITY));
                yield (photo, _) -> {
                    engine.decode(Files.readAllBytes(photo));
                    return List.of();
                };
            }
            case "recipe" -> {
                PhotoEngine engine = PhotoEngine.making(RenditionTable.parse(defaultTable));
                yield (photo, _) -> {
                    checksum(Files.readAllBytes(photo));
                    return files(engine, photo);
                };
            }
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Side rendering(Function<RenditionTable, PhotoEngine> making) {
        Map<Integer, PhotoEngine> engines = new HashMap<>();
        return (photo, quality) -> {
            PhotoEngine engine = engines.computeIfAbsent(quality, of -> making.apply(table(of)));
            return files(engine, photo);
        };
    }

    private static RenditionTable table(int quality) {
        return RenditionTable.parse(
                "large 1600 fit jpeg %1$d, medium 640 fit jpeg %1$d, small 160 fit jpeg %1$d".formatted(quality));
    }

    private static List<byte[]> files(PhotoEngine engine, Path photo) throws IOException {
        return switch (engine.render(Files.readAllBytes(photo))) {
            case Rendering.Rendered rendered ->
                rendered.renditions().stream().map(EncodedRendition::bytes).toList();
            case Rendering.Refused refused -> throw new IllegalArgumentException(photo + ": " + refused.reason());
        };
    }

    /// As every tutorial has it.
    private static List<byte[]> plain(Path photo, int quality) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (int edge : EDGES) {
            var file = new ByteArrayOutputStream();
            Thumbnails.of(photo.toFile())
                    .size(edge, edge)
                    .outputFormat("jpg")
                    .outputQuality(quality / PERCENT)
                    .toOutputStream(file);
            files.add(file.toByteArray());
        }
        return files;
    }

    private static byte[] checksum(byte[] file) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(file);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
