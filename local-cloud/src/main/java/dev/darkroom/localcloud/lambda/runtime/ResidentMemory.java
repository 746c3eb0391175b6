package dev.darkroom.localcloud.lambda.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// The most memory that a process has had resident.
///
/// On Linux it is the process's own: without the pages of files, such as libraries and class archives, which processes
/// share and a system short of memory drops. Linux keeps the peak itself, so no look comes too late. Elsewhere `ps` is
/// asked, rarely; it counts pages of files too.
final class ResidentMemory {
    private static final Path PROC = Path.of("/proc");
    private static final boolean LINUX = Files.isReadable(PROC.resolve("self/status"));
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    /// How often to look while the process works.
    static final Duration INTERVAL = LINUX ? Duration.ofMillis(25) : Duration.ofMillis(500);

    private final long pid;
    private volatile long peakKilobytes;
    private volatile long lookedNanos = System.nanoTime();

    ResidentMemory(long pid) {
        this.pid = pid;
    }

    /// Looks again. A process that has ended has what was last seen.
    void look() {
        try {
            if (LINUX) {
                keep(fromStatus(
                        Files.readAllLines(PROC.resolve(Long.toString(pid)).resolve("status"), US_ASCII)));
            } else if (!WINDOWS && System.nanoTime() - lookedNanos > INTERVAL.toNanos() / 2) {
                keep(fromPs());
                lookedNanos = System.nanoTime();
            }
        } catch (IOException e) {
            // It has ended meanwhile.
        }
    }

    /// Empty before the first look that found something.
    OptionalLong peakKilobytes() {
        return peakKilobytes == 0 ? OptionalLong.empty() : OptionalLong.of(peakKilobytes);
    }

    private synchronized void keep(long kilobytes) {
        peakKilobytes = Math.max(peakKilobytes, kilobytes);
    }

    /// The peak of everything, less the pages of files now: a JVM gives few of them back.
    private static long fromStatus(List<String> status) {
        return Math.max(0, kilobytes(status, "VmHWM:") - kilobytes(status, "RssFile:"));
    }

    /// 0 where there is no such line, as of a process that has ended and is not reaped.
    private static long kilobytes(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private long fromPs() throws IOException {
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        try (var output = ps.getInputStream()) {
            var digits = new String(output.readAllBytes(), US_ASCII).strip();
            return digits.matches("\\d+") ? Long.parseLong(digits) : 0;
        }
    }
}
