package dev.darkroom.localcloud.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Reads what a child process writes, line by line, on a thread of its own. The child marks the end of each event, so
/// that a line can be told to belong to the event before it or to the one after.
final class ProcessOutput {
    /// What the runtime client writes when it is ready for the next event.
    private static final String IDLE = "\u001edarkroom-idle";

    private final Semaphore marks = new Semaphore(0);
    private final Thread reader;

    ProcessOutput(String name, InputStream output, Consumer<String> line) {
        reader = Thread.ofPlatform().daemon().name("output of " + name).start(() -> read(output, line));
    }

    private void read(InputStream output, Consumer<String> sink) {
        try (var lines = new BufferedReader(new InputStreamReader(output, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.endsWith(IDLE)) {
                    sink.accept(line);
                    continue;
                }
                if (line.length() > IDLE.length()) {
                    sink.accept(line.substring(0, line.length() - IDLE.length()));
                }
                marks.release();
            }
        } catch (IOException e) {
            // The stream is closed under the reader when the process is killed; there is no more to read.
        } finally {
            marks.release();
        }
    }

    /// Waits until everything written before the next mark has been read, or the process has ended.
    void awaitMark(Duration patience) {
        try {
            if (!marks.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until everything written by a process that has ended has been read.
    void awaitEnd(Duration patience) {
        try {
            reader.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
