package dev.darkroom.localcloud.lambda.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One event in one environment, from its delivery until the environment is free again or gone.
final class Work {
    /// What came of it.
    sealed interface Outcome {
        record Returned(byte[] payload) implements Outcome {}

        /// It threw, or could not answer.
        ///
        /// @param error errorMessage, errorType, stackTrace
        record Threw(byte[] error) implements Outcome {}

        record Exited(int status) implements Outcome {}

        record TimedOut() implements Outcome {}
    }

    private final String requestId;
    private final LogTail tail;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final long startNanos = System.nanoTime();
    private volatile @Nullable Outcome answer;
    private volatile long answerNanos;

    /// An event that begins now.
    ///
    /// @param tail takes what is written until it ends
    Work(String requestId, LogTail tail) {
        this.requestId = requestId;
        this.tail = tail;
    }

    String requestId() {
        return requestId;
    }

    LogTail tail() {
        return tail;
    }

    /// The function has answered; it may still write, until its runtime asks for more. Only the first answer counts.
    synchronized void answered(Outcome given) {
        if (answer == null) {
            answerNanos = System.nanoTime();
            answer = given;
        }
    }

    /// The environment is free, or gone: an answer given before stands, otherwise this is what came of it.
    void ended(Outcome otherwise) {
        var given = answer;
        outcome.complete(given == null ? otherwise : given);
    }

    /// Waits for the end. An answer in time stands, even where the runtime does not come back for more.
    ///
    /// @param timeout null for no limit
    Outcome await(@Nullable Duration timeout, MemoryBound memory) {
        if (timeout != null) {
            outcome.completeOnTimeout(new Outcome.TimedOut(), timeout.toNanos(), TimeUnit.NANOSECONDS);
        }
        var end = memory.await(outcome);
        var given = answer;
        return given == null ? end : given;
    }

    /// From the delivery to the answer, or until now.
    Duration duration() {
        return Duration.ofNanos((answer == null ? System.nanoTime() : answerNanos) - startNanos);
    }
}
