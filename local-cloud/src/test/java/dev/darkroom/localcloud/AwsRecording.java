package dev.darkroom.localcloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of what AWS was recorded to send, in `src/test/resources/aws/`, to compare with field by field.
///
/// What stands in angle brackets matches any text, and equal ones equal texts; the recorder's bare words for times
/// and the like match any text; everything else matches itself alone, and no field is left out or comes in addition.
public final class AwsRecording {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WORDS =
            Set.of("date", "datetime", "timestamp", "sequencer", "amz-id", "amz-request-id");
    private static final Pattern PLACEHOLDER = Pattern.compile("<[^<>]+>|111111111111");

    private final JsonNode recorded;

    private AwsRecording(JsonNode recorded) {
        this.recorded = recorded;
    }

    /// What a file has at a JSON pointer.
    public static AwsRecording of(String file, String pointer) {
        try (var in = AwsRecording.class.getResourceAsStream("/aws/" + file)) {
            return of(JSON.readTree(in).at(pointer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AwsRecording of(JsonNode recorded) {
        if (recorded.isMissingNode()) {
            throw new IllegalArgumentException("nothing was recorded there");
        }
        return new AwsRecording(recorded);
    }

    /// As recorded, placeholders included.
    public JsonNode json() {
        return recorded;
    }

    /// Fails with every difference there is.
    public void assertMatches(JsonNode actual) {
        var differences = differences(actual);
        if (!differences.isEmpty()) {
            throw new AssertionError(String.join("\n", differences) + "\nin " + actual.toPrettyString());
        }
    }

    /// What differs, a line each; empty where nothing does.
    List<String> differences(JsonNode actual) {
        var comparison = new Comparison();
        comparison.compare("", recorded, actual);
        return comparison.differences;
    }

    private static final class Comparison {
        private final Map<String, String> values = new HashMap<>();
        private final List<String> differences = new ArrayList<>();

        void compare(String path, JsonNode expected, JsonNode actual) {
            if (expected.isObject() && actual.isObject()) {
                var names = new TreeSet<String>();
                expected.fieldNames().forEachRemaining(names::add);
                actual.fieldNames().forEachRemaining(names::add);
                names.forEach(name -> compare(path + "/" + name, expected.path(name), actual.path(name)));
            } else if (expected.isArray() && actual.isArray()) {
                for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                    compare(path + "/" + i, expected.path(i), actual.path(i));
                }
            } else if (!isSame(expected, actual)) {
                differences.add("%s: AWS %s, here %s".formatted(path, shown(expected), shown(actual)));
            }
        }

        private boolean isSame(JsonNode expected, JsonNode actual) {
            if (!expected.isTextual() || !actual.isTextual()) {
                return expected.equals(actual);
            }
            return WORDS.contains(expected.textValue())
                    ? !actual.textValue().isEmpty()
                    : isSame(expected.textValue(), actual.textValue());
        }

        private boolean isSame(String expected, String actual) {
            var names = new ArrayList<String>();
            var pattern = new StringBuilder();
            int end = 0;
            for (Matcher placeholder = PLACEHOLDER.matcher(expected); placeholder.find(); end = placeholder.end()) {
                names.add(placeholder.group());
                pattern.append(Pattern.quote(expected.substring(end, placeholder.start())))
                        .append("(.+?)");
            }
            pattern.append(Pattern.quote(expected.substring(end)));
            var match = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(actual);
            if (!match.matches()) {
                return false;
            }
            boolean same = true;
            for (int i = 0; i < names.size(); i++) {
                String before = values.putIfAbsent(names.get(i), match.group(i + 1));
                same &= before == null || before.equals(match.group(i + 1));
            }
            return same;
        }

        private static String shown(JsonNode value) {
            return value.isMissingNode() ? "has none" : "has " + value;
        }
    }
}
