package dev.darkroom.localcloud.sns;

import java.util.Map;
import java.util.Optional;

/// What a publisher sends.
///
/// @param attributes by name
/// @param traceHeader the publisher's `X-Amzn-Trace-Id`, which queues get as `AWSTraceHeader`
record PublishedMessage(
        String body, Optional<String> subject, Map<String, Attribute> attributes, Optional<String> traceHeader) {
    /// What SNS takes of body and attributes together.
    static final int MAX_BYTES = 256 << 10;

    PublishedMessage {
        attributes = Map.copyOf(attributes);
    }

    /// A message attribute.
    ///
    /// @param type `String`, `Number`, `String.Array` or `Binary`
    /// @param value in base64 where it is binary
    record Attribute(String type, String value) {
        boolean binary() {
            return type.startsWith("Binary");
        }
    }
}
