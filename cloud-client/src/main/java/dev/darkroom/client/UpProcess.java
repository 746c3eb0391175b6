package dev.darkroom.client;

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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// `./darkroom up` in a process of its own, as a user starts it. It ends with this process at the latest, unless that
/// is
/// killed.
public final class UpProcess implements AutoCloseable {
    /// A stop writes class archives, which takes its time on a busy machine.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(90);
    private static final String READY = "Darkroom is up";
    private static final int LINES_KEPT = 40;
    /// Below those that systems give to outgoing connections, so that a port is still free after a restart.
    private static final int LOWEST_PORT = 10_000;

    private static final int HIGHEST_PORT = 30_000;

    private final Process process;
    private final Path data;
    private final Deque<String> last = new ArrayDeque<>();
    private final CompletableFuture<Duration> ready = new CompletableFuture<>();

    private UpProcess(Process process, Path data) {
        this.process = process;
        this.data = data;
    }

    /// Starts it on free ports, and waits until it is ready.
    ///
    /// @param project the folder that holds the `darkroom` script
    /// @throws IOException where it ends before it is ready; the message has its last lines
    public static UpProcess start(Path project, Path data) throws IOException {
        return launch(project, data, freePorts(), List.of()).awaitReady();
    }

    /// Starts it and returns at once.
    ///
    /// @param port the first of three, see [#freePorts]
    /// @param options further ones of the command
    /// @throws IOException where there is no such script
    public static UpProcess launch(Path project, Path data, int port, List<String> options) throws IOException {
        long began = System.nanoTime();
        var builder =
                new ProcessBuilder(project.resolve("darkroom").toString(), "up", "--port", Integer.toString(port));
        builder.command().addAll(List.of("--data", data.toString()));
        builder.command().addAll(options);
        builder.environment().put("JAVA_HOME", Objects.requireNonNull(System.getProperty("java.home")));
        var up = new UpProcess(builder.redirectErrorStream(true).start(), data);
        up.endWithThisProcess();
        // A read of a pipe keeps a virtual thread on its carrier, and small machines have one or two of those.
        Thread.ofPlatform().daemon().name("output of up").start(() -> up.read(began));
        return up;
    }

    /// Whoever ends this process by a signal does not get as far as [#close].
    private void endWithThisProcess() {
        var ending = new Thread(process::destroy, "end of up");
        Runtime.getRuntime().addShutdownHook(ending);
        var _ = process.onExit().thenRun(() -> {
            try {
                Runtime.getRuntime().removeShutdownHook(ending);
            } catch (IllegalStateException endingAlready) {
                // It has run, or is about to, and does nothing to a process that is no more.
            }
        });
    }

    private void read(long began) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                keep(line);
                if (line.startsWith(READY)) {
                    ready.complete(Duration.ofNanos(System.nanoTime() - began));
                }
            }
        } catch (IOException e) {
            // It was killed, and has said what it had to say.
        }
        ready.completeExceptionally(
                new IOException("./darkroom up ended before it was ready: " + String.join("\n", lastLines())));
    }

    private void keep(String line) {
        synchronized (last) {
            last.add(line);
            if (last.size() > LINES_KEPT) {
                last.remove();
            }
        }
    }

    /// What it printed last.
    public List<String> lastLines() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    /// Waits for its ready line.
    ///
    /// @throws IOException where it ends before; the message has its last lines
    public UpProcess awaitReady() throws IOException {
        timeToReady();
        return this;
    }

    /// From its start to its ready line.
    ///
    /// @throws IOException as [#awaitReady]
    public Duration timeToReady() throws IOException {
        try {
            return ready.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    /// Its process; those of DynamoDB and of the functions are its children.
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /// A cloud client; good for as long as it runs, and for the next one on the same ports and data.
    public LocalCloudAttachment attach() {
        return LocalCloudAttachment.to(data);
    }

    /// Resident memory of the process and of all below it, in bytes, as the kernel counts it.
    /// Source: <https://man7.org/linux/man-pages/man5/proc_pid_status.5.html>
    public long residentBytes() throws IOException {
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

    /// The first of three ports in a row that were free a moment ago.
    public static int freePorts() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try {
                listen(port).close();
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

    /// Kills it, as `kill -9` does, and returns when it is no more.
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// Ends it as Ctrl-C does, and waits until it has.
    ///
    /// @throws IOException where it does not end; it is killed then
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
