package dev.darkroom.localcloud.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

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
                "{\"a\":[1]}                                | {\"a\":1.0}                     | true",
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
                "{\"a\":[{\"exists\":\"yes\"}]}",
                "{\"a\":[{\"anything-but\":[]}]}",
                "{\"a\":[{\"anything-but\":{\"numeric\":[\"=\",1]}}]}",
                "{\"$or\":[]}",
                "{\"$or\":[\"x\"]}",
            })
    void whatIsNotUnderstoodIsRefused(String pattern) {
        assertThatThrownBy(() -> EventFilter.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPatternOnWhatItsSourceDoesNotShowIsRefused() {
        assertThatThrownBy(() -> EventFilter.parse("{\"eventName\":[\"INSERT\"]}", Set.of("dynamodb")))
                .hasMessageContaining("eventName");
    }
}
