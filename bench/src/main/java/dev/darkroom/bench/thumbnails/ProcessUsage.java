package dev.darkroom.bench.thumbnails;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// This process's resident memory and CPU time, as Linux counts them.
/// Source: <https://man7.org/linux/man-pages/man5/proc_pid_status.5.html>
final class ProcessUsage {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final String RESET_PEAK = "5";
    private static final String PEAK = "VmHWM:";

    private ProcessUsage() {}

    /// Lets the peak begin again from what is resident now; does nothing where there is no such thing.
    static void resetPeak() throws IOException {
        if (Files.isWritable(CLEAR)) {
            Files.writeString(CLEAR, RESET_PEAK);
        }
    }

    /// What its threads have run for, to the nanosecond; the JVM itself says it in steps of 10 ms.
    /// Source: <https://docs.kernel.org/scheduler/sched-stats.html>
    static long cpuNanos(LongSupplier coarser) throws IOException {
        if (!Files.isDirectory(THREADS)) {
            return coarser.getAsLong();
        }
        long nanos = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                nanos += cpuNanos(thread);
            }
        }
        return nanos;
    }

    private static long cpuNanos(Path thread) throws IOException {
        try {
            String[] numbers = Files.readString(thread.resolve("schedstat")).split(" ", 2);
            return Long.parseLong(numbers[0]);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    /// The peak since; 0 where the system does not say.
    static long peakKilobytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(PEAK))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
