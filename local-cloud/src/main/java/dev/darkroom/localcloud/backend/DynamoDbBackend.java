package dev.darkroom.localcloud.backend;

import dev.darkroom.localcloud.dynamodb.DynamoDbProcess;
import dev.darkroom.localcloud.stack.TableResource;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// DynamoDB Local with Streams, in its own process, which is started again when it dies.
///
/// Expiry of items is not among what it does: its own works only in small tables and writes malformed stream records.
public final class DynamoDbBackend implements Backend {
    private static final System.Logger LOG = System.getLogger(DynamoDbBackend.class.getName());
    private static final int MAX_RESTARTS = 20;

    private final Path jars;
    private final Optional<Path> folder;
    private DynamoDbProcess process;
    private int restarts;
    private boolean closed;

    private DynamoDbBackend(Path jars, Optional<Path> folder, DynamoDbProcess process) {
        this.jars = jars;
        this.folder = folder;
        this.process = process;
    }

    /// Starts the process and creates those tables that are missing; a table that is there stays as it is.
    ///
    /// @param jars the class path of the process, see [DynamoDbProcess#start]
    /// @param folder where the tables are kept; empty keeps them in memory
    /// @throws IllegalStateException where the process does not start
    public static DynamoDbBackend start(Path jars, Optional<Path> folder, List<TableResource> tables) {
        var backend = new DynamoDbBackend(jars, folder, DynamoDbProcess.start(jars, folder));
        backend.watch();
        if (!tables.isEmpty()) {
            Tables.createMissing(backend.uri(), tables);
        }
        return backend;
    }

    private synchronized void watch() {
        var _ = process.ended().thenRunAsync(this::restart, Thread::startVirtualThread);
    }

    private synchronized void restart() {
        if (closed) {
            return;
        }
        if (restarts++ == MAX_RESTARTS || folder.isEmpty()) {
            LOG.log(Level.ERROR, "DynamoDB Local ended and is not started again");
            return;
        }
        LOG.log(Level.WARNING, "DynamoDB Local ended unexpectedly; starting it again");
        try {
            process = DynamoDbProcess.start(jars, folder);
            watch();
        } catch (IllegalStateException | UncheckedIOException e) {
            LOG.log(Level.ERROR, "DynamoDB Local cannot be started again", e);
        }
    }

    @Override
    public String signingName() {
        return "dynamodb";
    }

    /// Changes when the process had to be started again.
    @Override
    public synchronized URI uri() {
        return process.uri();
    }

    /// The process that answers at present.
    public synchronized long pid() {
        return process.pid();
    }

    @Override
    public synchronized void close() {
        closed = true;
        process.close();
    }
}
