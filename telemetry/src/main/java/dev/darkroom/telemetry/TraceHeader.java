package dev.darkroom.telemetry;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The `X-Amzn-Trace-Id` of an invocation, such as `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=…;Sampled=1`.
/// Source: <https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader>
final class TraceHeader {
    private static final String ROOT = "Root=";

    private TraceHeader() {}

    /// The trace's id in X-Ray's form, by which its console finds log lines.
    static Optional<String> root(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        int start = header.indexOf(ROOT);
        if (start < 0) {
            return Optional.empty();
        }
        int end = header.indexOf(';', start);
        return Optional.of(header.substring(start + ROOT.length(), end < 0 ? header.length() : end));
    }
}
