package dev.darkroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A comparison that could not fail would prove nothing.
final class AwsRecordingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECORDED = """
            {"id": "<uuid:1>", "arn": "arn:<partition>:sqs:<region>:111111111111:<resource:1>", "at": "date",
             "again": "<uuid:1>", "count": 3, "list": [{"n": null}, "x"]}""";
    private static final String SAME = """
            {"id": "a-b", "arn": "arn:aws:sqs:eu-west-1:000000000000:q", "at": "2025-11-24T23:11:05.000Z",
             "again": "a-b", "count": 3, "list": [{"n": null}, "x"]}""";

    @Test
    void whatDiffersInPlaceholdersAloneMatches() {
        assertThat(AwsRecording.of(json(RECORDED)).differences(json(SAME))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "an extra field             | \"count\": 3        | \"count\": 3, \"more\": null",
                "a missing field            | \"count\": 3,       | ",
                "another value              | \"count\": 3        | \"count\": 4",
                "another type               | \"count\": 3        | \"count\": \"3\"",
                "equal ones that are not    | \"again\": \"a-b\"  | \"again\": \"c\"",
                "an empty value             | \"again\": \"a-b\"  | \"again\": \"\"",
                "another text around one    | arn:aws:sqs         | arn:aws:sns",
                "a time that is none        | \"2025-11-24T23:11:05.000Z\" | null",
                "an element more            | \"x\"]              | \"x\", \"y\"]",
                "an element less            | , \"x\"]            | ]",
                "an extra field in an array | {\"n\": null}       | {\"n\": null, \"m\": 1}",
            })
    void aPlantedDifferenceIsFound(String difference, String text, @Nullable String planted) {
        assertThat(SAME).contains(text);
        var different = json(SAME.replace(text, planted == null ? "" : planted));

        assertThat(AwsRecording.of(json(RECORDED)).differences(different))
                .as(difference)
                .hasSize(1);
        assertThatThrownBy(() -> AwsRecording.of(json(RECORDED)).assertMatches(different))
                .isInstanceOf(AssertionError.class);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
