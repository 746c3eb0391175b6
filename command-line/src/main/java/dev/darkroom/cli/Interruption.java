package dev.darkroom.cli;

import java.util.concurrent.CountDownLatch;

/// Ctrl-C while something is under way that is to end well: the process lives on until it has ended, and then ends
/// with the status that shells know, 130.
final class Interruption implements AutoCloseable {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean asked;

    /// From now on.
    Interruption(Output output) {
        hook = new Thread(() -> {
            asked = true;
            output.progress("Stopping after the photos under way …");
            awaitEnd();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAsked() {
        return asked;
    }

    @Override
    public void close() {
        ended.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException justNow) {
                // The process is ending, and the hook will find that nothing is under way.
            }
        }
    }
}
