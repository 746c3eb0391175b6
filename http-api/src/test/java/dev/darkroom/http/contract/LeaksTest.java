package dev.darkroom.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaksTest {
    private static final String FILE_NAME = "tegel see 4711.jpg";
    private static final String LATITUDE = "52.5791357";
    private static final String OWNER_VIEW = """
            {"view":"OWNER","ownerId":"alice-sub","fileName":"%s","location":{"latitude":%s,"longitude":1}}""".formatted(FILE_NAME, LATITUDE);

    private final Leaks leaks = new Leaks(
            Contract.ofThisProject(),
            () -> List.of(new Secret("file name", FILE_NAME), new Secret("latitude", LATITUDE)));

    @Test
    void anOwnerMayReadEverythingOfTheirOwn() {
        assertThat(leaks.in(answer("alice-sub", OWNER_VIEW))).isEmpty();
        assertThat(leaks.in(answer("alice-sub", "{\"items\":[" + OWNER_VIEW + "],\"next\":null}")))
                .isEmpty();
    }

    @Test
    void theOwnersViewIsForNobodyElse() {
        assertThat(leaks.in(answer("bob-sub", OWNER_VIEW)))
                .contains(
                        "body is the owner's view of another's photo",
                        "body has the field location",
                        "body/fileName holds the secret file name",
                        "body/location/latitude holds the secret latitude");
        assertThatThrownBy(() -> leaks.check(answer("bob-sub", OWNER_VIEW)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("another's photo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fileName",
                "sha256",
                "state",
                "location",
                "suggestions",
                "sizeBytes",
                "createdAt",
                "serialNumber"
            })
    void aViewHasNoFieldThatTheContractDoesNotAllowIt(String field) {
        for (String view : List.of("FRIEND", "PUBLIC")) {
            String body = "{\"view\":\"%s\",\"ownerId\":\"alice-sub\",\"%s\":1}".formatted(view, field);
            for (String caller : List.of("alice-sub", "bob-sub")) {
                assertThat(leaks.in(answer(caller, body))).anyMatch(leak -> leak.contains("field " + field));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\":\"tegel see 4711.jpg\"}",
                "{\"items\":[{\"a\":[\"x tegel see 4711.jpg y\"]}]}",
                "{\"n\":52.5791357}",
                "{\"url\":\"https://x/y?z=tegel%20see%204711.jpg\"}",
                "{\"url\":\"https://x/y?z=tegel+see+4711.jpg\"}",
                "{\"url\":\"https://x/y?z=tegel%2520see%25204711.jpg\"}",
                "tegel see 4711.jpg, and no JSON"
            })
    void aSecretIsFoundWhereverItIs(String body) {
        assertThat(leaks.in(answer("alice-sub", body))).hasSize(1);
        assertThat(leaks.in(answer("bob-sub", body))).hasSize(1);
    }

    @Test
    void aSecretIsFoundInCursorsAndHeaders() {
        String cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("checksum1" + FILE_NAME).getBytes(StandardCharsets.UTF_8));
        assertThat(leaks.in(answer("bob-sub", "{\"next\":\"" + cursor + "\"}")))
                .containsExactly("body/next in base64 holds the secret file name");
        var header = new Exchange(
                "GET", "/feed", Optional.of("bob-sub"), 200, Map.of("x-name", "tegel%20see%204711.jpg"), "");
        assertThat(leaks.in(header)).containsExactly("header x-name holds the secret file name");
    }

    @Test
    void onlyTheOriginalsUrlNamesTheFile() {
        String body = "{\"url\":\"https://x/y?z=tegel%20see%204711.jpg\"}";
        var original = new Exchange(
                "GET", "/photos/01KAJ5ZJ0M3V9R8X7W6T5S4Q3P/original", Optional.of("alice-sub"), 200, Map.of(), body);
        assertThat(leaks.in(original)).isEmpty();
    }

    private static Exchange answer(String caller, String body) {
        return new Exchange("GET", "/feed", Optional.of(caller), 200, Map.of(), body);
    }
}
