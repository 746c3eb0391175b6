package dev.darkroom.localcloud.lambda.runtime;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Keeps an environment's process within its function's memory: a process that has more resident is killed, as on
/// Lambda, where the heap is bounded too but is not all that a JVM needs.
/// Source: Configure Lambda function memory,
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html>
final class MemoryBound {
    private static final long KILOBYTES_PER_MEGABYTE = 1024;

    private final ChildProcess process;
    private final ResidentMemory memory;
    private final int limitMegabytes;
    private final boolean kills;

    /// @param kills false for a process whose memory is only measured
    MemoryBound(ChildProcess process, int limitMegabytes, boolean kills) {
        this.process = process;
        this.memory = new ResidentMemory(process.pid());
        this.limitMegabytes = limitMegabytes;
        this.kills = kills;
    }

    /// Waits for something that the process is to bring about, looking at its memory meanwhile.
    <T> T await(CompletableFuture<T> future) {
        Duration interval = ResidentMemory.INTERVAL;
        while (true) {
            try {
                return future.get(interval.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                var _ = isBroken();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return future.join();
            } catch (ExecutionException e) {
                throw new IllegalStateException("what is waited for here does not fail", e);
            }
        }
    }

    /// Looks at the memory, and kills the process where it is, or was, too much.
    ///
    /// @return whether it was
    boolean isBroken() {
        memory.look();
        if (!kills || memory.peakKilobytes().orElse(0) <= limitMegabytes * KILOBYTES_PER_MEGABYTE) {
            return false;
        }
        process.kill();
        return true;
    }

    /// The most memory that was seen, at most what there was to have.
    OptionalLong peakMegabytes() {
        return memory.peakKilobytes().stream()
                .map(peak -> Math.min(limitMegabytes, peak / KILOBYTES_PER_MEGABYTE))
                .findFirst();
    }
}
