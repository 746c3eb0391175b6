package dev.darkroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.model.Change;
import dev.darkroom.model.PhotoId;
import dev.darkroom.telemetry.CapacityMeter;
import dev.darkroom.telemetry.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class HttpApiTest {
    private static final Form<String> SHA256 = Form.matching(Pattern.compile("[0-9a-f]{64}"), "64 hex digits");

    private final List<String> logged = new ArrayList<>();
    private final Router router = Router.builder()
            .route("GET /me", request -> Answer.json(200, request.caller()))
            .route("GET /list", HttpApiTest::list, "cursor", "limit", "state")
            .route("GET /photos/{photoId}", request -> Answer.json(200, photoId(request)))
            .route("GET /tagged", HttpApiTest::tagged)
            .route("GET /broken", request -> {
                throw new IllegalStateException("secret cause");
            })
            .route("POST /photos", HttpApiTest::create)
            .route("PATCH /thing", HttpApiTest::edit)
            .route("GET /busy", _ -> {
                throw ProblemException.retryAfter(
                        ProblemType.TOO_MANY_REQUESTS, "Slow down.", Duration.ofMillis(1_001));
            })
            .build();
    private final HttpApi api = new HttpApi(router, Log.of("test", Clock.systemUTC(), logged::add));
    private final ApiCall anonymous = ApiCall.withoutContract(api::answer, router.routeKeys());
    private final ApiCall alice = anonymous.as("alice");

    @Test
    void theCallerComesFromTheClaimsOfTheAccessToken() {
        ApiAnswer answer = alice.get("/me");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/userId")).isEqualTo("alice-sub");
        assertThat(answer.at("/name")).isEqualTo("alice");
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("cache-control", "no-store")
                .containsKey("x-request-id");
    }

    @Test
    void theLineOfARequestSaysWhatItUsedOfTheTables() {
        var capacity = new CapacityMeter();
        Router counting = Router.builder()
                .route("GET /me", request -> {
                    capacity.addReads(2.5);
                    return Answer.json(200, request.caller());
                })
                .build();
        var counted = new HttpApi(counting, Log.of("test", Clock.systemUTC(), logged::add), capacity);

        ApiCall.withoutContract(counted::answer, counting.routeKeys())
                .as("alice")
                .get("/me");

        assertThat(logged).singleElement().asString().contains("\"readUnits\":2.5,\"writeUnits\":0.0");
    }

    @Test
    void aRequestWithoutATokenIsRefused() {
        ApiAnswer answer = anonymous.get("/me");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(answer.at("/type")).isEqualTo("urn:problem-type:darkroom:unauthenticated");
    }

    @Test
    void aFailureIsLoggedOnceAndItsCauseStaysInside() {
        ApiAnswer answer = alice.get("/broken");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(answer.at("/requestId")).isEqualTo(answer.header("x-request-id"));
        assertThat(logged)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains(answer.at("/requestId"), "GET /broken")
                        .doesNotContain("secret", "alice"));
        assertThat(logged.getFirst()).contains("ERROR", "java.lang.IllegalStateException");
    }

    @Test
    void aProblemHasTheFieldsOfTheContractAndNoMore() {
        ApiAnswer answer = alice.get("/photos/nonsense");

        List<String> fields = new ArrayList<>();
        answer.json().fieldNames().forEachRemaining(fields::add);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(fields).containsExactly("type", "title", "status", "detail", "requestId");
        assertThat(logged).noneMatch(line -> line.contains("ERROR"));
    }

    @Test
    void anUnknownQueryParameterIsRefusedWithThoseThatExist() {
        ApiAnswer answer = alice.get("/list?curser=x");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo("curser");
        assertThat(answer.at("/errors/0/message")).contains("cursor, limit, state");
    }

    @Test
    void aLimitOutOfBoundsIsRefused() {
        for (String limit : List.of("0", "101", "-1", "ten", "", "99999999999")) {
            assertThat(alice.get("/list?limit=" + limit).at("/errors/0/message"))
                    .isEqualTo("must be a whole number from 1 to 100");
        }
    }

    @Test
    void aCursorLeadsOnInTheListItCameFromAndNowhereElse() {
        String next = alice.get("/list?state=OPEN").at("/next");

        assertThat(alice.get("/list?state=OPEN&limit=5&cursor=" + next).at("/items/0"))
                .isEqualTo("after place-1");
        assertThat(alice.get("/list?state=CLOSED&cursor=" + next).status()).isEqualTo(400);
        assertThat(anonymous.as("bob").get("/list?state=OPEN&cursor=" + next).status())
                .isEqualTo(400);
    }

    @Test
    void aChangedCursorIsRefused() {
        String next = alice.get("/list").at("/next");
        for (int i = 0; i < next.length(); i++) {
            String changed = next.substring(0, i) + (next.charAt(i) == 'A' ? 'Q' : 'A') + next.substring(i + 1);
            assertThat(alice.get("/list?cursor=" + changed).status()).isEqualTo(400);
        }
        assertThat(alice.get("/list?cursor=").status()).isEqualTo(400);
        assertThat(alice.get("/list?cursor=%2e%2e").status()).isEqualTo(400);
        assertThat(alice.get("/list?cursor=" + "A".repeat(5_000)).status()).isEqualTo(400);
    }

    @Test
    void aForgedCursorIsRefusedWhereItNamesNoPlace() {
        String forged = Cursor.seal("alice-sub GET /list {} {}", "elsewhere");

        assertThat(alice.get("/list?cursor=" + forged).status()).isEqualTo(400);
        assertThat(logged).noneMatch(line -> line.contains("ERROR"));
    }

    @Test
    void everyWrongFieldIsNamedWithWhatWouldBeRight() {
        ApiAnswer answer = alice.post("/photos", """
                {"photos": [
                  {"sha256": "xyz", "sizeBytes": 1},
                  {"sizeBytes": 2.5, "colour": "red", "tags": ["a", 7]},
                  "photo"
                ], "then": 1}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(errors(answer))
                .containsExactlyInAnyOrder(
                        "photos[2] must be an object",
                        "photos[0].sha256 must be 64 hex digits",
                        "photos[1].sha256 is required: 64 hex digits",
                        "photos[1].sizeBytes must be a whole number from 1 to 100",
                        "photos[1].tags must be a list of at most 2, each text of 1 to 5 characters,"
                                + " without control characters and direction overrides",
                        "photos[1].colour is not a field here; these are: sha256, sizeBytes, tags",
                        "then is not a field here; these are: photos");
        assertThat(answer.at("/detail")).isEqualTo("'photos[2]' must be an object, and 6 more.");
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
        for (String body : List.of("", "[]", "1", "{", "{} {}", "{\"photos\":[],\"photos\":[]}", "\u0000", deep)) {
            ApiAnswer answer = alice.post("/photos", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.at("/detail")).as(body).contains("JSON");
        }
        assertThat(logged).noneMatch(line -> line.contains("ERROR"));
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedUnread() {
        ApiAnswer answer = alice.post("/photos", " ".repeat(Request.MAX_BODY_BYTES) + "{}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.at("/type")).endsWith("body-too-large");
    }

    @Test
    void controlCharactersAndBrokenSurrogatesAreNoText() {
        Form<String> text = Form.text(1, 10);

        for (String tag : List.of("\\u0007", "\\u0000", "\\u0085", "\\ud800", "a\\udc00", "\\u202e", "\\u202d")) {
            String photo = "{\"sha256\":\"" + "a".repeat(64) + "\",\"sizeBytes\":1,\"tags\":[\"" + tag + "\"]}";
            assertThat(alice.post("/photos", "{\"photos\":[" + photo + "]}").at("/errors/0/field"))
                    .as(tag)
                    .isEqualTo("photos[0].tags");
        }
        assertThat(text.expected())
                .isEqualTo("text of 1 to 10 characters, without control characters and direction overrides");
    }

    @Test
    void whatTheCallerHoldsIsNotSentAgain() {
        String tag = alice.get("/tagged").header("etag");

        for (String held : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
            ApiAnswer again = alice.with("If-None-Match", held).get("/tagged");
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.headers()).containsEntry("etag", tag);
            assertThat(again.body()).isEmpty();
        }
        assertThat(alice.with("if-none-match", "\"x\"").get("/tagged").status()).isEqualTo(200);
    }

    @Test
    void instantsHaveMilliseconds() {
        assertThat(alice.get("/tagged").at("/items/0")).isEqualTo("2026-11-21T09:00:00.000Z");
    }

    private static List<String> errors(ApiAnswer answer) {
        return StreamSupport.stream(answer.json().at("/errors").spliterator(), false)
                .map(error -> error.path("field").asText() + " "
                        + error.path("message").asText())
                .toList();
    }

    private static Answer list(Request request) {
        int limit = request.limit(30, 100);
        String first = request.cursor(HttpApiTest::place)
                .map(place -> "after " + place)
                .orElse("first of " + limit);
        return Answer.json(200, Page.of(List.of(first), Optional.of(request.cursorTo("place-1"))));
    }

    private static String place(String text) {
        if (!text.startsWith("place-")) {
            throw new IllegalArgumentException("no place");
        }
        return text;
    }

    private static PhotoId photoId(Request request) {
        return request.path("photoId", PhotoId::new, "There is no such photo.");
    }

    private static Answer tagged(Request request) {
        EntityTag tag = EntityTag.ofHash(List.of("a", "b"));
        Answer answer = request.holds(tag)
                ? Answer.notModified()
                : Answer.json(200, new Page<>(List.of(Instant.parse("2026-11-21T09:00:00Z")), null));
        return answer.with(tag);
    }

    private static Answer create(Request request) {
        Fields body = request.fields();
        int sound = 0;
        for (Fields photo : body.objects("photos", 1, 20)) {
            photo.required("sha256", SHA256);
            photo.required("sizeBytes", Form.wholeNumber(1, 100));
            photo.optional("tags", Form.listOf(Form.text(1, 5), 2));
            sound += photo.isSound() ? 1 : 0;
        }
        body.check();
        return Answer.json(201, sound);
    }

    @Test
    void aChangeOfTheVersionThatIsThereIsMade() {
        for (String tag : List.of("\"3\"", "\"2\", \"3\"", "*")) {
            ApiAnswer answer = alice.with("if-match", tag).send("PATCH", "/thing", Optional.of("{}"));

            assertThat(answer.status()).as(tag).isEqualTo(200);
        }
    }

    @Test
    void aChangeOfAnotherVersionIsAnsweredWithTheCurrentOne() {
        for (String tag : List.of("\"2\"", "W/\"3\"", "\"\"")) {
            ApiAnswer answer = alice.with("if-match", tag).send("PATCH", "/thing", Optional.of("{}"));

            assertThat(answer.status()).as(tag).isEqualTo(412);
            assertThat(answer.header("etag")).isEqualTo("\"3\"");
            assertThat(answer.at("/type")).isEqualTo("urn:problem-type:darkroom:changed-meanwhile");
            assertThat(answer.at("/current/title")).isEqualTo("Sea");
        }
    }

    @Test
    void aChangeThatDoesNotSayOfWhatIsRefused() {
        ApiAnswer without = alice.send("PATCH", "/thing", Optional.of("{}"));
        assertThat(without.status()).isEqualTo(428);
        assertThat(without.at("/detail")).contains("If-Match");

        for (String tag : List.of("3", "", "\"3", "*, \"3\"", "\"a b\"")) {
            ApiAnswer wrong = alice.with("if-match", tag).send("PATCH", "/thing", Optional.of("{}"));

            assertThat(wrong.status()).as(tag).isEqualTo(400);
            assertThat(wrong.at("/errors/0/field")).isEqualTo("if-match");
        }
    }

    @Test
    void aMergePatchKeepsWhatItLeavesOutAndRemovesWhatIsNull() {
        assertThat(title("{}")).isEqualTo("Sea");
        assertThat(title("{\"title\":\"Sky\"}")).isEqualTo("Sky");
        assertThat(title("{\"title\":null}")).isEqualTo("none");
        ApiAnswer wrong = alice.with("if-match", "*").send("PATCH", "/thing", Optional.of("{\"title\":7,\"other\":1}"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/errors")).hasSize(2);
    }

    @Test
    void aRefusalForNowSaysWhenToTryAgainInWholeSeconds() {
        ApiAnswer answer = alice.get("/busy");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("retry-after")).isEqualTo("2");
    }

    @Test
    void idempotencyKeysAreVisibleAscii() {
        for (String key : List.of("", " ", "a b", "é", "k".repeat(256))) {
            Request request = request(Map.of("idempotency-key", key), "{}");

            assertThatThrownBy(request::idempotencyKey).as(key).isInstanceOf(ProblemException.class);
        }
        assertThat(request(Map.of("Idempotency-Key", "a-1"), "{}").idempotencyKey())
                .contains("a-1");
        assertThat(request(Map.of(), "{}").idempotencyKey()).isEmpty();
    }

    @Test
    void theFingerprintTellsRequestsApart() {
        Request one = request(Map.of(), "{}");

        assertThat(one.fingerprint()).isEqualTo(request(Map.of("x", "y"), "{}").fingerprint());
        assertThat(one.fingerprint()).isNotEqualTo(request(Map.of(), "{ }").fingerprint());
    }

    @Test
    void aListForEveryoneHasCursorsToo() {
        String cursor = anonymous.get("/list").at("/next");

        assertThat(anonymous.get("/list?cursor=" + cursor).status()).isEqualTo(200);
        assertThat(alice.get("/list?cursor=" + cursor).status()).isEqualTo(400);
    }

    private String title(String patch) {
        return alice.with("if-match", "*")
                .send("PATCH", "/thing", Optional.of(patch))
                .at("/title");
    }

    private static Answer edit(Request request) {
        EntityTag current = EntityTag.ofRev(3);
        IfMatch wanted = request.ifMatch();
        Fields body = request.fields();
        Change<String> title = body.change("title", Form.text(1, 10));
        body.check();
        if (!wanted.admits(current)) {
            throw ProblemException.changedMeanwhile(current, Map.of("title", "Sea"));
        }
        return Answer.json(200, Map.of("title", title.of(Optional.of("Sea")).orElse("none")));
    }

    private static Request request(Map<String, String> headers, String body) {
        Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        named.putAll(headers);
        return new Request("id", "POST /photos", Optional.empty(), Map.of(), Map.of(), named, Optional.of(body));
    }
}
