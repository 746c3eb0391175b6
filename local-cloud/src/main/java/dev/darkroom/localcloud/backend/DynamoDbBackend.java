package dev.darkroom.localcloud.backend;

import dev.darkroom.localcloud.dynamodb.DynamoDbProcess;
import dev.darkroom.localcloud.stack.TableResource;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkClientException;

/// DynamoDB Local with Streams, in its own process, which is started again whenever it dies.
///
/// Expiry of items is not among what it does: its own works only in small tables and writes malformed stream records.
public final class DynamoDbBackend implements Backend {
    private static final System.Logger LOG = System.getLogger(DynamoDbBackend.class.getName());
    /// A process that lived less than this did not get to work.
    private static final Duration SHORT_LIFE = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int MAX_DOUBLINGS = 7;
    /// How long a request waits for a process that is being started again: less than clients wait for an answer.
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Path jars;
    private final Optional<Path> folder;
    private DynamoDbProcess process;
    private long startedNanos = System.nanoTime();
    private int shortLives;
    private boolean closed;

    private DynamoDbBackend(Path jars, Optional<Path> folder, DynamoDbProcess process) {
        this.jars = jars;
        this.folder = folder;
        this.process = process;
    }

    /// Starts the process and creates those tables that are missing; a table that is there stays as it is.
    ///
    /// @param jars the class path of the process, see [DynamoDbProcess#start]
    /// @param folder where the tables are kept; empty keeps them in memory, and gives up where the process dies
    /// @throws IllegalStateException where the process does not start
    public static DynamoDbBackend start(Path jars, Optional<Path> folder, List<TableResource> tables) {
        var backend = new DynamoDbBackend(jars, folder, DynamoDbProcess.start(jars, folder));
        backend.watch();
        try {
            backend.createMissing(tables);
            return backend;
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    /// Where the process dies meanwhile, the next one goes on where it stopped.
    private void createMissing(List<TableResource> tables) {
        if (tables.isEmpty()) {
            return;
        }
        URI asked = uri();
        while (true) {
            try {
                Tables.createMissing(asked, tables);
                return;
            } catch (SdkClientException e) {
                URI now = uri();
                if (now.equals(asked)) {
                    throw e;
                }
                asked = now;
            }
        }
    }

    private synchronized void watch() {
        startedNanos = System.nanoTime();
        var _ = process.ended().thenRunAsync(this::restart, Thread::startVirtualThread);
    }

    private synchronized void restart() {
        if (closed) {
            return;
        }
        if (folder.isEmpty()) {
            LOG.log(Level.ERROR, "DynamoDB Local ended, and its tables with it");
            return;
        }
        LOG.log(Level.WARNING, "DynamoDB Local ended unexpectedly; starting it again");
        shortLives = System.nanoTime() - startedNanos < SHORT_LIFE.toNanos() ? shortLives + 1 : 0;
        try {
            pause();
            while (!closed && !startAgain()) {
                shortLives++;
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// None before the first time, and a longer one each time it does not live.
    private void pause() throws InterruptedException {
        if (shortLives > 0) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(shortLives - 1, MAX_DOUBLINGS));
            long deadline = System.nanoTime() + pause.toNanos();
            for (long left = pause.toNanos(); !closed && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        }
    }

    private boolean startAgain() {
        try {
            process = DynamoDbProcess.start(jars, folder);
            watch();
            notifyAll();
            return true;
        } catch (IllegalStateException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "DynamoDB Local did not start again; another try follows", e);
            return false;
        }
    }

    @Override
    public String signingName() {
        return "dynamodb";
    }

    /// Changes when the process had to be started again. While it is being started again, this waits for it.
    @Override
    public synchronized URI uri() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (long left = PATIENCE.toNanos(); isExpected() && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return process.uri();
    }

    private boolean isExpected() {
        return folder.isPresent() && !closed && !process.isAlive();
    }

    /// The process that answers at present.
    public synchronized long pid() {
        return process.pid();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        process.close();
    }
}
