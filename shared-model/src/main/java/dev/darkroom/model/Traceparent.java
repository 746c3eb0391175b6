package dev.darkroom.model;

import java.util.Optional;
import java.util.regex.Pattern;

/// A W3C trace context header, as it travels with a photo. Source: <https://www.w3.org/TR/trace-context/>
///
/// @param value `00-{32 hex}-{16 hex}-{2 hex}`
public record Traceparent(String value) {
    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    public Traceparent {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a version 00 traceparent");
        }
    }

    /// Reads a header that somebody else wrote; empty where it is not well formed.
    public static Optional<Traceparent> parse(String value) {
        return FORM.matcher(value).matches() ? Optional.of(new Traceparent(value)) : Optional.empty();
    }

    /// The 32 hex digits that all of a photo's spans share.
    public String traceId() {
        return value.substring(3, 35);
    }

    /// The same trace as the `X-Amzn-Trace-Id` that S3 passes on to Lambda.
    /// Source: <https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader>
    public String toXRayHeader() {
        String id = traceId();
        return "Root=1-" + id.substring(0, 8) + "-" + id.substring(8) + ";Parent=" + value.substring(36, 52)
                + ";Sampled=" + (value.endsWith("01") ? "1" : "0");
    }
}
