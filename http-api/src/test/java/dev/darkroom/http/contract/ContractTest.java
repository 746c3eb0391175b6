package dev.darkroom.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.darkroom.http.TemplateRoutes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContractTest {
    private static final Contract CONTRACT = Contract.ofThisProject();
    private static final Map<String, String> HEADERS = Map.of(
            "content-type", "application/json",
            "cache-control", "no-store",
            "x-content-type-options", "nosniff",
            "x-request-id", "request-1");
    private static final String PROFILE = """
            {"userId":"alice-sub","displayName":"Alice","friendCount":0,"createdAt":"2026-11-21T10:00:00.000Z"}""";

    @Test
    void theTemplateRoutesWhatTheContractDocumentsAndNothingElse() {
        assertThat(TemplateRoutes.ofTheApi()).isEqualTo(CONTRACT.routeKeys());
        assertThat(TemplateRoutes.withoutToken()).isEqualTo(CONTRACT.openRouteKeys());
    }

    @Test
    void anAnswerAsDocumentedIsTaken() {
        assertThat(CONTRACT.violations(me(200, HEADERS, PROFILE))).isEmpty();
    }

    @Test
    void aPlantedViolationIsFound() {
        String undocumented = PROFILE.replace("{", "{\"age\":7,");
        assertThat(CONTRACT.violations(me(200, HEADERS, undocumented)))
                .singleElement(STRING)
                .contains("age");
        String wrong = PROFILE.replace(".000Z", "Z");
        assertThat(CONTRACT.violations(me(200, HEADERS, wrong)))
                .singleElement(STRING)
                .contains("createdAt");
        assertThat(CONTRACT.violations(me(200, HEADERS, "{}"))).hasSize(4);
        assertThat(CONTRACT.violations(me(418, HEADERS, PROFILE)))
                .singleElement(STRING)
                .contains("418");
        assertThatThrownBy(() -> CONTRACT.check(me(418, HEADERS, PROFILE)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("418");
    }

    @Test
    void anotherContentTypeIsFound() {
        assertThat(CONTRACT.violations(me(200, with("content-type", "text/html"), PROFILE)))
                .singleElement(STRING)
                .contains("text/html");
    }

    @Test
    void missingWrongAndUndocumentedHeadersAreFound() {
        assertThat(CONTRACT.violations(me(200, with("cache-control", "public"), PROFILE)))
                .singleElement(STRING)
                .contains("cache-control");
        assertThat(CONTRACT.violations(me(200, with("x-powered-by", "tea"), PROFILE)))
                .singleElement(STRING)
                .contains("x-powered-by");
        Map<String, String> fewer = new HashMap<>(HEADERS);
        fewer.remove("x-request-id");
        assertThat(CONTRACT.violations(me(200, fewer, PROFILE)))
                .singleElement(STRING)
                .contains("x-request-id");
    }

    @Test
    void aBodyWhereNoneIsDocumentedIsFound() {
        Map<String, String> headers = with("etag", "\"0123456789abcdef01234567\"");
        headers.put("cache-control", "private, no-cache");
        var exchange = new Exchange("GET", "/feed", Optional.of("alice-sub"), 304, headers, "{}");
        assertThat(CONTRACT.violations(exchange)).singleElement(STRING).contains("a body");
    }

    @Test
    void aRouteThatIsNotWrittenIsFound() {
        var exchange = new Exchange("GET", "/photo", Optional.empty(), 200, HEADERS, "{}");
        assertThat(CONTRACT.violations(exchange)).containsExactly("there is no such route");
    }

    @Test
    void aProblemBelongsToItsRequestAndStatus() {
        String problem = """
                {"type":"urn:problem-type:darkroom:handle-taken","title":"t","status":409,"detail":"d","requestId":"request-1"}""";
        Map<String, String> headers = with("content-type", "application/problem+json");
        var taken = new Exchange("PUT", "/me", Optional.of("alice-sub"), 409, headers, problem);
        assertThat(CONTRACT.violations(taken)).isEmpty();

        headers.put("x-request-id", "request-2");
        var anothers = new Exchange("PUT", "/me", Optional.of("alice-sub"), 409, headers, problem);
        assertThat(CONTRACT.violations(anothers)).singleElement(STRING).contains("requestId");
        var elsewhere = new Exchange("PUT", "/friends/bob-sub", Optional.of("alice-sub"), 409, HEADERS, problem);
        assertThat(CONTRACT.violations(elsewhere)).isNotEmpty();
    }

    @Test
    void theGatewaysOwnAnswerNeedsNoneOfOurHeaders() {
        var exchange = new Exchange(
                "GET",
                "/me",
                Optional.empty(),
                401,
                Map.of("content-type", "application/json", "www-authenticate", "Bearer", "apigw-requestid", "x="),
                "{\"message\":\"Unauthorized\"}");
        assertThat(CONTRACT.violations(exchange)).isEmpty();
    }

    @Test
    void everyViewOfAPhotoIsKnownByItsProperties() {
        assertThat(CONTRACT.propertiesOfView("OWNER").orElseThrow()).contains("location", "fileName", "suggestions");
        for (String view : new String[] {"FRIEND", "PUBLIC"}) {
            assertThat(CONTRACT.propertiesOfView(view).orElseThrow())
                    .contains("owner", "renditions")
                    .doesNotContain("location", "fileName", "suggestions", "sha256");
        }
        assertThat(CONTRACT.propertiesOfView("SECRET")).isEmpty();
    }

    private static Exchange me(int status, Map<String, String> headers, String body) {
        return new Exchange("GET", "/me", Optional.of("alice-sub"), status, headers, body);
    }

    private static Map<String, String> with(String header, String value) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put(header, value);
        return headers;
    }
}
