package dev.darkroom.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.darkroom.model.Timestamps;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A function's log: one JSON object a line on standard output, as CloudWatch Logs takes it up. Message texts are
/// fixed sentences; what varies goes into fields, of which [Field] lists all that there are. Safe for threads.
/// Source: Lambda JSON log format,
/// <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html>
public final class Log {
    private static final int MAX_FRAMES = 12;
    private static final int MAX_CAUSES = 5;
    /// Below these only our own are of interest: the SDK's stacks are deep.
    private static final int FOREIGN_FRAMES = 4;

    private static final String OWN = "dev.darkroom.";

    private final String function;
    private final Clock clock;
    private final Consumer<String> lines;
    private final List<FieldValue> always;

    private Log(String function, Clock clock, Consumer<String> lines, List<FieldValue> always) {
        this.function = function;
        this.clock = clock;
        this.lines = lines;
        this.always = always;
    }

    /// A function's log on standard output.
    ///
    /// @param function such as `feed`
    public static Log of(String function) {
        return of(function, Clock.systemUTC(), System.out::println);
    }

    /// A function's log that goes elsewhere.
    ///
    /// @param lines takes each line, without its end
    public static Log of(String function, Clock clock, Consumer<String> lines) {
        return new Log(function, clock, lines, List.of());
    }

    /// The same log with fields that stand on every line.
    public Log with(FieldValue... fields) {
        return new Log(
                function,
                clock,
                lines,
                Stream.concat(always.stream(), Stream.of(fields)).toList());
    }

    /// The same log for one invocation.
    ///
    /// @param traceHeader the `X-Amzn-Trace-Id` of the invocation; null where it is not traced
    public Log forRequest(String requestId, @Nullable String traceHeader) {
        var request = Field.REQUEST_ID.of(requestId);
        return TraceHeader.root(traceHeader)
                .map(root -> with(request, Field.TRACE_ID.of(root)))
                .orElseGet(() -> with(request));
    }

    public void info(String message, FieldValue... fields) {
        write("INFO", message, null, fields);
    }

    public void warn(String message, FieldValue... fields) {
        write("WARN", message, null, fields);
    }

    public void error(String message, FieldValue... fields) {
        write("ERROR", message, null, fields);
    }

    /// Logs a failure: the classes of the exception and its causes and where the first was thrown, but not their
    /// messages, as those may quote what a user wrote.
    public void error(String message, Throwable failure, FieldValue... fields) {
        write("ERROR", message, failure, fields);
    }

    private void write(String level, String message, @Nullable Throwable failure, FieldValue... fields) {
        lines.accept(JsonLine.of(json -> {
            json.writeStringField("timestamp", Timestamps.format(clock.instant()));
            json.writeStringField("level", level);
            json.writeStringField("message", message);
            json.writeStringField("function", function);
            for (FieldValue value : always) {
                JsonLine.write(json, value);
            }
            for (FieldValue value : fields) {
                JsonLine.write(json, value);
            }
            if (failure != null) {
                write(json, failure);
            }
        }));
    }

    private static void write(JsonGenerator json, Throwable failure) throws IOException {
        json.writeArrayFieldStart("error");
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            json.writeString(cause.getClass().getName());
            cause = cause.getCause();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("at");
        int written = 0;
        StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < frames.length && written < MAX_FRAMES; i++) {
            if (i < FOREIGN_FRAMES || frames[i].getClassName().startsWith(OWN)) {
                json.writeString(frames[i].toString());
                written++;
            }
        }
        json.writeEndArray();
    }
}
