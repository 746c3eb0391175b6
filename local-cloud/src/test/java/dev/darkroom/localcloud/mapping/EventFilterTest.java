package dev.darkroom.localcloud.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The grammar of event filtering.
/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html>,
/// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html>
class EventFilterTest {
    private static final ObjectMapper JSON = EventFilter.EXACT;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"a\":[\"x\"]}                            | {\"a\":\"x\"}                   | true",
                "{\"a\":[\"x\"]}                            | {\"a\":\"y\"}                   | false",
                "{\"a\":[\"x\"]}                            | {}                              | false",
                "{\"a\":[\"x\",\"y\"]}                      | {\"a\":\"y\"}                   | true",
                "{\"a\":[\"\"]}                             | {\"a\":\"\"}                    | true",
                "{\"a\":[null]}                             | {\"a\":null}                    | true",
                "{\"a\":[null]}                             | {}                              | false",
                "{\"a\":[true]}                             | {\"a\":true}                    | true",
                // "300, 300.0, and 3.0e2 are not considered equal."
                "{\"a\":[300]}                              | {\"a\":300}                     | true",
                "{\"a\":[300]}                              | {\"a\":300.0}                   | false",
                "{\"a\":[300.0]}                            | {\"a\":3.0e2}                   | false",
                "{\"a\":[300.0]}                            | {\"a\":300.0}                   | true",
                "{\"a\":[\"\"]}                             | {\"a\":null}                    | false",
                "{\"a\":[1]}                                | {\"a\":\"1\"}                   | false",
                "{\"a\":[\"x\"],\"b\":[\"y\"]}              | {\"a\":\"x\",\"b\":\"y\"}       | true",
                "{\"a\":[\"x\"],\"b\":[\"y\"]}              | {\"a\":\"x\",\"b\":\"z\"}       | false",
                "{\"a\":{\"b\":[\"x\"]}}                    | {\"a\":{\"b\":\"x\"}}           | true",
                "{\"a\":{\"b\":[\"x\"]}}                    | {\"a\":\"x\"}                   | false",
                // A list of the event matches by any of its elements.
                "{\"a\":[\"x\"]}                            | {\"a\":[\"y\",\"x\"]}           | true",
                "{\"a\":{\"b\":[\"x\"]}}                    | {\"a\":[{\"b\":\"y\"},{\"b\":\"x\"}]} | true",
                "{\"a\":{\"b\":[\"x\"],\"c\":[\"y\"]}}      | {\"a\":[{\"b\":\"x\"},{\"c\":\"y\"}]} | false",
                // Strings.
                "{\"a\":[{\"prefix\":\"ab\"}]}              | {\"a\":\"abc\"}                 | true",
                "{\"a\":[{\"prefix\":\"ab\"}]}              | {\"a\":\"xabc\"}                | false",
                "{\"a\":[{\"prefix\":{\"equals-ignore-case\":\"AB\"}}]} | {\"a\":\"aBc\"}     | true",
                "{\"a\":[{\"suffix\":\".jpg\"}]}            | {\"a\":\"x.jpg\"}               | true",
                "{\"a\":[{\"suffix\":\".jpg\"}]}            | {\"a\":\"x.png\"}               | false",
                "{\"a\":[{\"suffix\":{\"equals-ignore-case\":\".JPG\"}}]} | {\"a\":\"x.jpG\"} | true",
                "{\"a\":[{\"equals-ignore-case\":\"ABC\"}]} | {\"a\":\"abc\"}                 | true",
                "{\"a\":[{\"equals-ignore-case\":\"ABC\"}]} | {\"a\":\"abcd\"}                | false",
                "{\"a\":[{\"prefix\":\"1\"}]}               | {\"a\":12}                      | false",
                // Not.
                "{\"a\":[{\"anything-but\":\"x\"}]}         | {\"a\":\"y\"}                   | true",
                "{\"a\":[{\"anything-but\":\"x\"}]}         | {\"a\":\"x\"}                   | false",
                "{\"a\":[{\"anything-but\":\"x\"}]}         | {}                              | false",
                "{\"a\":[{\"anything-but\":[\"x\",\"y\"]}]} | {\"a\":\"y\"}                   | false",
                "{\"a\":[{\"anything-but\":[1,2]}]}         | {\"a\":3}                       | true",
                "{\"a\":[{\"anything-but\":[1,2]}]}         | {\"a\":2}                       | false",
                "{\"a\":[{\"anything-but\":{\"prefix\":\"x\"}}]} | {\"a\":\"xy\"}             | false",
                "{\"a\":[{\"anything-but\":{\"prefix\":[\"x\",\"z\"]}}]} | {\"a\":\"zy\"}     | false",
                "{\"a\":[{\"anything-but\":{\"suffix\":\"x\"}}]} | {\"a\":\"xy\"}             | true",
                "{\"a\":[{\"anything-but\":{\"equals-ignore-case\":[\"X\"]}}]} | {\"a\":\"x\"} | false",
                "{\"a\":[{\"anything-but\":[\"x\"]}]}       | {\"a\":[\"x\",\"y\"]}           | true",
                // There or not.
                "{\"a\":[{\"exists\":true}]}                | {\"a\":null}                    | true",
                "{\"a\":[{\"exists\":true}]}                | {\"b\":1}                       | false",
                "{\"a\":[{\"exists\":false}]}               | {\"b\":1}                       | true",
                "{\"a\":[{\"exists\":false}]}               | {\"a\":1}                       | false",
                "{\"a\":{\"b\":{\"c\":[{\"exists\":false}]}}} | {\"x\":1}                     | true",
                "{\"a\":{\"b\":[{\"exists\":false}]}}       | {\"a\":{\"b\":\"x\"}}           | false",
                "{\"a\":[{\"exists\":true}]}                | {\"a\":{\"b\":1}}               | false",
                "{\"a\":[{\"exists\":false},\"x\"]}         | {\"a\":\"x\"}                   | true",
                // Numbers.
                "{\"a\":[{\"numeric\":[\"=\",5]}]}          | {\"a\":5.0}                     | true",
                "{\"a\":[{\"numeric\":[\">\",0,\"<=\",5]}]} | {\"a\":5}                       | true",
                "{\"a\":[{\"numeric\":[\">\",0,\"<=\",5]}]} | {\"a\":0}                       | false",
                "{\"a\":[{\"numeric\":[\">=\",0,\"<\",5]}]} | {\"a\":5}                       | false",
                "{\"a\":[{\"numeric\":[\">\",0]}]}          | {\"a\":\"5\"}                   | false",
                "{\"a\":[{\"numeric\":[\"=\",300]}]}        | {\"a\":3.0e2}                   | true",
                "{\"a\":[{\"numeric\":[\">\",0]}]}          | {\"a\":5000000001}              | false",
                // Or.
                "{\"$or\":[{\"a\":[\"x\"]},{\"b\":[\"y\"]}]} | {\"b\":\"y\"}                  | true",
                "{\"$or\":[{\"a\":[\"x\"]},{\"b\":[\"y\"]}]} | {\"a\":\"y\"}                  | false",
                "{\"c\":[1],\"$or\":[{\"a\":[\"x\"]},{\"b\":[\"y\"]}]} | {\"a\":\"x\",\"c\":2} | false",
                "{\"d\":{\"$or\":[{\"a\":[\"x\"]},{\"b\":[\"y\"]}]}} | {\"d\":{\"a\":\"x\"}}  | true",
                "{}                                         | {\"a\":1}                       | true",
            })
    void anEventPassesAsAwsDocuments(String pattern, String event, boolean passes) throws JsonProcessingException {
        assertThat(EventFilter.parse(pattern).matches(JSON.readTree(event))).isEqualTo(passes);
    }

    /// What AWS was seen to do in test_dynamodb_event_filter of LocalStack's test suite, recorded in 2024.
    /// Source: <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html>
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"NewImage\":{\"key\":{\"S\":[\"x\"]}}}              | {\"NewImage\":{\"key\":{\"S\":\"x\"}}} | true",
                "{\"NewImage\":{\"key\":[\"x\"]}}                      | {\"NewImage\":{\"key\":{\"S\":\"x\"}}} | false",
                "{\"NewImage\":{\"key\":{\"S\":[{\"exists\":true}]}}}  | {\"NewImage\":{\"key\":{\"S\":\"x\"}}} | true",
                "{\"NewImage\":{\"key\":[{\"exists\":true}]}}          | {\"NewImage\":{\"key\":{\"S\":\"x\"}}} | false",
                "{\"NewImage\":{\"key\":[{\"exists\":false}]}}         | {\"NewImage\":{\"key\":{\"S\":\"x\"}}} | true",
                "{\"NewImage\":{\"n\":{\"N\":[{\"numeric\":[\">\",100]},{\"anything-but\":\"101\"}]}}} "
                        + "| {\"NewImage\":{\"n\":{\"N\":\"101\"}}} | false",
                "{\"ApproximateCreationDateTime\":[{\"numeric\":[\">\",0]}]} | {\"ApproximateCreationDateTime\":1.7e9} | true",
            })
    void anItemPassesAsAwsWasSeenToLetIt(String pattern, String change, boolean passes) throws JsonProcessingException {
        assertThat(EventFilter.parse(pattern).matches(JSON.readTree(change))).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"OldImage\":{\"state\":{\"S\":\"PENDING\"}}}                                            | true",
                "{\"OldImage\":{\"state\":{\"S\":\"READY\"}}}                                              | false",
                "{\"OldImage\":{\"state\":{\"S\":\"PENDING\"}},\"NewImage\":{\"state\":{\"S\":\"READY\"}}} | false",
                "{\"NewImage\":{\"state\":{\"S\":\"PENDING\"}}}                                            | false",
            })
    void theEndOfAnItemIsSeenByItsMissingImage(String change, boolean passes) throws JsonProcessingException {
        EventFilter ended = EventFilter.parse("""
                {"dynamodb":{"OldImage":{"state":{"S":["PENDING","REJECTED","DELETED"]}},\
                "NewImage":{"state":{"S":[{"exists":false}]}}}}""");

        assertThat(ended.matches(JSON.readTree("{\"dynamodb\":" + change + "}")))
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"a\":\"x\"}",
                "{\"a\":[]}",
                "{\"a\":[[\"x\"]]}",
                "{\"a\":[{\"wildcard\":\"*x\"}]}",
                "{\"a\":[{\"prefix\":1}]}",
                "{\"a\":[{\"prefix\":\"x\",\"suffix\":\"y\"}]}",
                "{\"a\":[{\"numeric\":[\">\"]}]}",
                "{\"a\":[{\"numeric\":[\"!\",1]}]}",
                "{\"a\":[{\"numeric\":[]}]}",
                "{\"a\":[{\"numeric\":[\"<\",5,\">\",0]}]}",
                "{\"a\":[{\"numeric\":[\">\",5,\"<\",5]}]}",
                "{\"a\":[{\"numeric\":[\">\",0,\"<\",5,\"<\",6]}]}",
                "{\"a\":[{\"numeric\":[\">\",-5000000001]}]}",
                "{\"a\":[{\"exists\":\"yes\"}]}",
                "{\"a\":[{\"anything-but\":[]}]}",
                "{\"a\":[{\"anything-but\":{\"numeric\":[\"=\",1]}}]}",
                "{\"$or\":[]}",
                "{\"$or\":[\"x\"]}",
            })
    void whatIsNotUnderstoodIsRefused(String pattern) {
        assertThatThrownBy(() -> EventFilter.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventName\":[\"INSERT\"]}",
                "{\"dynamodb\":{\"Keys\":{\"id\":{\"S\":[\"x\"]}}},\"eventSource\":[\"aws:dynamodb\"]}",
                "{\"$or\":[{\"dynamodb\":{\"SequenceNumber\":[\"1\"]}},{\"awsRegion\":[\"us-east-1\"]}]}",
            })
    void aPatternOnWhatItsSourceDoesNotShowIsRefused(String pattern) {
        assertThatThrownBy(() -> EventFilter.ofMapping(List.of(pattern), Set.of("dynamodb")))
                .hasMessageContaining("sees nothing but the fields [dynamodb]");
    }

    @Test
    void aMappingHasFivePatternsAtMostAndNoLongOnes() {
        assertThat(EventFilter.ofMapping(Collections.nCopies(5, "{\"a\":[1]}"), Set.of("a")))
                .hasSize(5);
        assertThatThrownBy(() -> EventFilter.ofMapping(Collections.nCopies(6, "{\"a\":[1]}"), Set.of("a")))
                .hasMessageContaining("there are 6 filter patterns");
        String text = "x".repeat(4_096 - "{\"a\":[\"\"]}".length());
        assertThat(EventFilter.ofMapping(List.of("{\"a\":[\"" + text + "\"]}"), Set.of("a")))
                .hasSize(1);
        assertThatThrownBy(() -> EventFilter.ofMapping(List.of("{\"a\":[\"" + text + "x\"]}"), Set.of("a")))
                .hasMessageContaining("a filter pattern has 4097 characters");
    }
}
