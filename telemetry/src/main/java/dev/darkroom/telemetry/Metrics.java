package dev.darkroom.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/// A function's metrics: lines of CloudWatch's embedded metric format on standard output. The fields of a line are not
/// dimensions, but help to find out what a value belongs to. Safe for threads.
/// Source: Embedding metrics within logs,
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html>
public final class Metrics {
    private static final String NAMESPACE = "Darkroom";
    private static final String DIMENSION = "function";

    private final String function;
    private final Clock clock;
    private final Consumer<String> lines;

    private Metrics(String function, Clock clock, Consumer<String> lines) {
        this.function = function;
        this.clock = clock;
        this.lines = lines;
    }

    /// A function's metrics on standard output.
    ///
    /// @param function such as `feed`; the only dimension
    public static Metrics of(String function) {
        return of(function, Clock.systemUTC(), System.out::println);
    }

    /// A function's metrics that go elsewhere.
    ///
    /// @param lines takes each line, without its end
    public static Metrics of(String function, Clock clock, Consumer<String> lines) {
        return new Metrics(function, clock, lines);
    }

    /// Records a time. A negative one, as clocks that differ make it, counts as zero.
    public void time(Metric metric, Duration duration, FieldValue... fields) {
        write(metric, Math.max(0, duration.toMillis()), fields);
    }

    public void count(Metric metric, long count, FieldValue... fields) {
        write(metric, count, fields);
    }

    private void write(Metric metric, long value, FieldValue... fields) {
        lines.accept(JsonLine.of(json -> {
            writeDirective(json, metric);
            json.writeStringField(DIMENSION, function);
            json.writeNumberField(metric.label(), value);
            for (FieldValue field : fields) {
                JsonLine.write(json, field);
            }
        }));
    }

    private void writeDirective(JsonGenerator json, Metric metric) throws IOException {
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", clock.millis());
        json.writeArrayFieldStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringField("Namespace", NAMESPACE);
        json.writeArrayFieldStart("Dimensions");
        json.writeStartArray();
        json.writeString(DIMENSION);
        json.writeEndArray();
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        json.writeStartObject();
        json.writeStringField("Name", metric.label());
        json.writeStringField("Unit", metric.unit());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }
}
