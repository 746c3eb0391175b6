package dev.darkroom.telemetry;

import java.util.concurrent.atomic.AtomicBoolean;

/// Tells an execution environment's first invocation from all later ones; a handler holds one.
public final class ColdStart {
    private final AtomicBoolean over = new AtomicBoolean();

    /// Whether this is the first call.
    public boolean isFirst() {
        return !over.getAndSet(true);
    }
}
