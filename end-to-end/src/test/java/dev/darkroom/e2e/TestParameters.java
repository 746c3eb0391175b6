package dev.darkroom.e2e;

import java.util.HashMap;
import java.util.Map;

/// The test set of the template's parameters: a failure shows soon. The template's descriptions name the
/// same values.
final class TestParameters {
    static final Map<String, String> VALUES = Map.of(
            "AsynchronousRetries", "1",
            "StreamRetries", "2",
            "FanOutVisibilitySeconds", "60",
            "FanOutMaxReceiveCount", "2");

    private TestParameters() {}

    /// The test set, but for these.
    static Map<String, String> with(Map<String, String> others) {
        Map<String, String> values = new HashMap<>(VALUES);
        values.putAll(others);
        return values;
    }
}
