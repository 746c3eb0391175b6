package dev.darkroom.localcloud.lambda.runtime;

import dev.darkroom.localcloud.lambda.TraceHeader;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The lines that Lambda itself adds to a function's log.
/// Source: Viewing CloudWatch logs for Lambda functions,
/// <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html>
final class PlatformLog {
    private PlatformLog() {}

    static String start(String requestId) {
        return "START RequestId: " + requestId + " Version: $LATEST";
    }

    static String end(String requestId) {
        return "END RequestId: " + requestId;
    }

    /// Of an event that is not run. Lambda tells of it by a metric, `RecursiveInvocationsDropped`.
    static String recursive(String requestId) {
        return "RequestId: " + requestId + " Recursive loop: the event has been through this function "
                + TraceHeader.MAX_PASSES + " times, and is not run";
    }

    /// What the event took.
    ///
    /// @param initialization of an environment's first event; it is billed too
    /// @param status such as `Status: timeout`; empty where the function answered
    static String report(
            String requestId,
            Duration duration,
            int memoryMegabytes,
            OptionalLong peakMemoryMegabytes,
            @Nullable Duration initialization,
            String status) {
        double millis = millis(duration);
        double initMillis = initialization == null ? 0 : millis(initialization);
        var line = new StringBuilder();
        line.append("REPORT RequestId: ").append(requestId);
        line.append(String.format(Locale.ROOT, "\tDuration: %.2f ms", millis));
        line.append(String.format(Locale.ROOT, "\tBilled Duration: %.0f ms", Math.ceil(millis + initMillis)));
        line.append("\tMemory Size: ").append(memoryMegabytes).append(" MB");
        peakMemoryMegabytes.ifPresent(
                peak -> line.append("\tMax Memory Used: ").append(peak).append(" MB"));
        if (initialization != null) {
            line.append(String.format(Locale.ROOT, "\tInit Duration: %.2f ms", initMillis));
        }
        if (!status.isEmpty()) {
            line.append('\t').append(status);
        }
        return line.append('\t').toString();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
