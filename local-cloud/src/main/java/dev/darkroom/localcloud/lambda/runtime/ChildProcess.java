package dev.darkroom.localcloud.lambda.runtime;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// A JVM that ends with this one: its standard input is the leash.
final class ChildProcess {
    /// How long written lines may take to be read.
    private static final Duration OUTPUT_PATIENCE = Duration.ofMillis(250);

    private static final Duration EXIT_PATIENCE = Duration.ofSeconds(2);
    private static final System.Logger LOG = System.getLogger(ChildProcess.class.getName());

    private final boolean writesArchive;
    private final Process process;
    private final ProcessOutput output;
    private final CompletableFuture<Void> gone;

    /// Starts it.
    ///
    /// @param writesArchive whether it takes its time to end
    /// @param line takes each line of its output
    /// @param exited takes its exit status, after its last line
    ChildProcess(String name, ProcessBuilder builder, boolean writesArchive, Consumer<String> line, IntConsumer exited)
            throws IOException {
        this.writesArchive = writesArchive;
        process = builder.redirectErrorStream(true).start();
        output = new ProcessOutput(name, process.getInputStream(), line);
        gone = process.onExit()
                .thenAcceptAsync(
                        ended -> {
                            output.awaitEnd(EXIT_PATIENCE);
                            exited.accept(ended.exitValue());
                        },
                        task -> Thread.ofVirtual().name("end of " + name).start(task));
    }

    boolean writesArchive() {
        return writesArchive;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits until what it wrote before it asked for an event has been read.
    void awaitOutput() {
        output.awaitMark(OUTPUT_PATIENCE);
    }

    /// Asks it to give memory back.
    void trim() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It has ended meanwhile, and gives all of its memory back.
        }
    }

    /// Lets it end by itself, which writes its class archive if it has one to write, and kills it where it does not.
    void end(Duration patience) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a child had closed its standard input", e);
        }
        if (!awaitGone(patience)) {
            kill();
        }
    }

    void kill() {
        process.destroyForcibly();
        awaitGone(EXIT_PATIENCE);
    }

    private boolean awaitGone(Duration patience) {
        return gone.thenApply(nothing -> true)
                .exceptionally(e -> true)
                .completeOnTimeout(false, patience.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }
}
