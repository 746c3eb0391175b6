package dev.darkroom.bench;

import dev.darkroom.client.LocalCloudAttachment;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// `./darkroom up` in a process of its own, as a user starts it.
final class UpProcess implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int LINES_KEPT = 20;

    private final Process process;
    private final Path data;
    private final Duration timeToReady;

    private UpProcess(Process process, Path data, Duration timeToReady) {
        this.process = process;
        this.data = data;
        this.timeToReady = timeToReady;
    }

    /// Starts it, and waits for its ready line.
    ///
    /// @param project the folder that holds the `darkroom` script
    /// @throws IOException where it ends before it is ready; the message has its last lines
    static UpProcess start(Path project, Path data) throws IOException {
        long began = System.nanoTime();
        Process process = new ProcessBuilder(
                        project.resolve("darkroom").toString(),
                        "up",
                        "--port",
                        Integer.toString(freePorts()),
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        Deque<String> last = new ArrayDeque<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("Darkroom is up")) {
                Duration ready = Duration.ofNanos(System.nanoTime() - began);
                Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
                return new UpProcess(process, data, ready);
            }
            last.add(line);
            if (last.size() > LINES_KEPT) {
                last.remove();
            }
        }
        throw new IOException("./darkroom up ended before it was ready: " + String.join("\n", last));
    }

    Duration timeToReady() {
        return timeToReady;
    }

    LocalCloudAttachment attach() {
        return LocalCloudAttachment.to(data);
    }

    /// Resident memory of the process and of all below it, in bytes, as the kernel counts it.
    /// Source: <https://man7.org/linux/man-pages/man5/proc_pid_status.5.html>
    long residentBytes() throws IOException {
        long sum = 0;
        try (Stream<ProcessHandle> tree = Stream.concat(Stream.of(process.toHandle()), process.descendants())) {
            for (ProcessHandle one : tree.toList()) {
                sum += residentBytes(one.pid());
            }
        }
        return sum;
    }

    private static long residentBytes(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        }
    }

    /// Three ports in a row, free a moment ago.
    private static int freePorts() throws IOException {
        while (true) {
            try (var first = listen(0)) {
                int port = first.getLocalPort();
                listen(port + 1).close();
                listen(port + 2).close();
                return port;
            } catch (BindException taken) {
                // Another process has one of the three: look elsewhere.
            }
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("./darkroom up did not stop within " + STOP_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
