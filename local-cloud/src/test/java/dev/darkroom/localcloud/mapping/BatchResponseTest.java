package dev.darkroom.localcloud.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.localcloud.mapping.BatchResponse.AllSucceeded;
import dev.darkroom.localcloud.mapping.BatchResponse.Malformed;
import dev.darkroom.localcloud.mapping.BatchResponse.SomeFailed;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Success and failure conditions. What AWS was seen to do in test_dynamodb_report_batch_item_failure_scenarios
/// and …_success_scenarios of LocalStack's test suite is among them.
/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html>
class BatchResponseTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "\"\"",
                "{\"batchItemFailures\":[]}",
                "{\"batchItemFailures\":null}",
                "{\"other\":1}"
            })
    void anEmptyAnswerIsSuccess(String payload) {
        assertThat(read(payload)).isInstanceOf(AllSucceeded.class);
    }

    @Test
    void failuresAreNamedByTheirIdentifiers() {
        assertThat(read("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"1\"}]}"))
                .isEqualTo(new SomeFailed(Set.of("1", "2")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"4\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"4\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":1}]}",
                "{\"batchItemFailures\":[{\"foo\":\"1\"}]}",
                "{\"batchItemFailures\":[{\"foo\":null}]}",
                "{\"batchItemFailures\":[null]}",
                "{\"batchItemFailures\":[\"1\"]}",
                "{\"batchItemFailures\":\"1\"}",
                "\"done\"",
                "{\"batch",
            })
    void anAnswerThatIsNotUnderstoodFailsTheWholeBatch(String payload) {
        assertThat(read(payload)).isInstanceOf(Malformed.class);
    }

    private static BatchResponse read(String payload) {
        return BatchResponse.read(payload.getBytes(StandardCharsets.UTF_8), Set.of("1", "2", "3"));
    }
}
