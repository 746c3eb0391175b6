package dev.darkroom.bench.thumbnails;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A long-lived process that makes renditions, on one core where the system lets it be told so.
final class SideProcess implements AutoCloseable {
    private static final String NO_FOLDER = "-";

    private final String name;
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private SideProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// @param core which one to keep to, as `taskset` counts; empty for any
    /// @param folder where it is started
    static SideProcess start(String name, List<String> command, Optional<Integer> core, Path folder)
            throws IOException {
        List<String> whole = new ArrayList<>();
        core.ifPresent(number -> whole.addAll(List.of("taskset", "-c", number.toString())));
        whole.addAll(command);
        Process process = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new SideProcess(name, process);
    }

    String name() {
        return name;
    }

    Run run(Path photo, int quality) {
        return ask(photo, quality, NO_FOLDER);
    }

    /// Leaves the files in the folder, `1600.jpg`, `640.jpg` and `160.jpg`.
    Run write(Path photo, int quality, Path folder) {
        return ask(photo, quality, folder.toString());
    }

    private Run ask(Path photo, int quality, String folder) {
        try {
            requests.write(photo + "\t" + quality + "\t" + folder + "\n");
            requests.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException(name + " ended at " + photo);
            }
            List<Long> numbers =
                    Arrays.stream(answer.split(" ", -1)).map(Long::valueOf).toList();
            return new Run(
                    numbers.get(0) / 1e6,
                    numbers.get(1) / 1e6,
                    numbers.get(2) / 1e3,
                    numbers.subList(3, numbers.size()).stream()
                            .map(Long::intValue)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " at " + photo, e);
        }
    }

    @Override
    public void close() throws IOException {
        requests.close();
        process.destroy();
    }

    /// What one photo took.
    ///
    /// @param megabytes the peak of resident memory
    /// @param sizes of the files, in bytes
    record Run(double wallMillis, double cpuMillis, double megabytes, List<Integer> sizes) {}
}
