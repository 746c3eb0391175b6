package dev.darkroom.localcloud.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html>
class QueueFilterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"body\":{\"RequestCode\":[\"BBBB\"]}}              | {\"RequestCode\":\"BBBB\"} | true",
                "{\"body\":{\"RequestCode\":[\"BBBB\"]}}              | {\"RequestCode\":\"AAAA\"} | false",
                "{\"body\":{\"RecordNumber\":[{\"numeric\":[\">\",9999]}]}} | {\"RecordNumber\":12345} | true",
                "{\"body\":{\"RecordNumber\":[{\"numeric\":[\">\",9999]}]}} | {\"RecordNumber\":1234}  | false",
                "{\"body\":[{\"prefix\":\"Result: \"}]}               | Result: 5                  | true",
                "{\"body\":[{\"prefix\":\"Result: \"}]}               | Failure: 5                 | false",
                "{\"$or\":[{\"body\":{\"a\":[1]}},{\"body\":{\"b\":[2]}}]} | {\"b\":2}                  | true",
                "{}                                             | {\"b\":2}                  | true",
                "{}                                             | text                       | true",
            })
    void aBodyPassesAsItsPatternSays(String pattern, String body, boolean passes) {
        assertThat(QueueFilter.of(List.of(pattern)).passes(record(body))).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"body\":{\"kind\":[{\"exists\":false}]}} | plain text",
                "{\"body\":[{\"exists\":true}]}             | {\"kind\":\"x\"}",
                "{\"body\":[{\"exists\":false}]}            | {\"kind\":\"x\"}",
                "{\"body\":[\"x\"]}                         | [\"x\"]",
            })
    void aBodyOfAnotherFormatThanThePatternsIsDropped(String pattern, String body) {
        assertThat(QueueFilter.of(List.of(pattern)).passes(record(body))).isFalse();
    }

    @Test
    void aMessagePassesThatAnyPatternLetsPass() {
        QueueFilter either = QueueFilter.of(List.of("{\"body\":{\"kind\":[\"x\"]}}", "{\"body\":[\"plain\"]}"));

        assertThat(either.passes(record("{\"kind\":\"x\"}"))).isTrue();
        assertThat(either.passes(record("plain"))).isTrue();
        assertThat(either.passes(record("{\"kind\":\"y\"}"))).isFalse();
        assertThat(QueueFilter.of(List.of()).passes(record("anything"))).isTrue();
    }

    /// "Amazon SQS event source mappings only support filtering on the body key."
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messageId\":[\"x\"]}",
                "{\"messageAttributes\":{\"kind\":{\"stringValue\":[\"x\"]}}}",
                "{\"$or\":[{\"body\":{\"a\":[1]}},{\"body\":[\"text\"]}]}",
            })
    void aPatternOnAnythingElseIsRefused(String pattern) {
        assertThatThrownBy(() -> QueueFilter.of(List.of(pattern))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRecordItselfKeepsItsBodyAsText() {
        ObjectNode record = record("{\"kind\":\"x\"}");

        QueueFilter.of(List.of("{\"body\":{\"kind\":[\"x\"]}}")).passes(record);

        assertThat(record.path("body").textValue()).isEqualTo("{\"kind\":\"x\"}");
    }

    private static ObjectNode record(String body) {
        return DynamoDbCalls.request().put("messageId", "m").put("body", body);
    }
}
