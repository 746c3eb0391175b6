package dev.darkroom.localcloud;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/// Parts of a cloud in the order they were started, closed the other way round.
final class Parts implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Parts.class.getName());

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    /// Takes charge of a part.
    synchronized <T extends AutoCloseable> T add(T part) {
        started.push(part);
        return part;
    }

    /// Closes all of them; one that fails to does not keep the others open.
    @Override
    public void close() {
        while (true) {
            AutoCloseable part;
            synchronized (this) {
                part = started.poll();
            }
            if (part == null) {
                return;
            }
            try {
                part.close();
            } catch (Exception e) { // AutoCloseable's own signature
                LOG.log(Level.WARNING, part.getClass().getSimpleName() + " did not close", e);
            }
        }
    }
}
