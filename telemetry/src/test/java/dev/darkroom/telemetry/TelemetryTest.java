package dev.darkroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.model.PhotoId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TelemetryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00.120Z"), ZoneOffset.UTC);
    private static final PhotoId PHOTO = new PhotoId("01ARZ3NDEKTSV4RRFFQ69G5FAV");

    private final List<String> lines = new ArrayList<>();
    private final Log log = Log.of("feed", CLOCK, lines::add);
    private final Metrics metrics = Metrics.of("feed", CLOCK, lines::add);

    private JsonNode onlyLine() throws JsonProcessingException {
        assertThat(lines).singleElement().asString().doesNotContain("\n");
        return JSON.readTree(lines.getFirst());
    }

    @Test
    void aLineSaysWhatHappenedWhereAndInWhichInvocation() throws JsonProcessingException {
        log.forRequest("request-1", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1")
                .info("Rows written", Field.PHOTO_ID.of(PHOTO), Field.ROWS.of(25), Field.COLD_START.of(true));

        assertThat(onlyLine()).isEqualTo(JSON.readTree("""
                {"timestamp":"2026-11-21T10:00:00.120Z","level":"INFO","message":"Rows written","function":"feed",
                "requestId":"request-1","traceId":"1-5759e988-bd862e3fe1be46a994272793",
                "photoId":"01ARZ3NDEKTSV4RRFFQ69G5FAV","rows":25,"coldStart":true}"""));
    }

    @Test
    void anInvocationWithoutATraceHasNoTraceId() throws JsonProcessingException {
        log.forRequest("request-1", null).warn("Slow");

        assertThat(onlyLine().has("traceId")).isFalse();
        assertThat(onlyLine().get("level").textValue()).isEqualTo("WARN");
    }

    @Test
    void whatBreaksLinesOrJsonIsEscaped() throws JsonProcessingException {
        log.info("Refused", Field.REASON.of("a \"quoted\"\nsecond line \u0000 ü"));

        assertThat(onlyLine().get("reason").textValue()).isEqualTo("a \"quoted\"\nsecond line \u0000 ü");
    }

    @Test
    void aFailureIsToldByItsClassesAndPlaceNeverByItsMessage() throws JsonProcessingException {
        var failure = new IllegalStateException("token abc", new IllegalArgumentException("alice@example.org"));

        log.error("Failed", failure, Field.PHOTO_ID.of(PHOTO));

        assertThat(onlyLine().get("error"))
                .extracting(JsonNode::textValue)
                .containsExactly(IllegalStateException.class.getName(), IllegalArgumentException.class.getName());
        assertThat(onlyLine().get("at").get(0).textValue()).contains("TelemetryTest");
        assertThat(lines.getFirst()).doesNotContain("token", "alice");
    }

    @Test
    void noFieldIsNamedAfterSomethingPersonal() {
        var personal = Pattern.compile("(?i).*(user|owner|friend|e?mail|name|title|location|token|url|key)(id)?");

        assertThat(Field.values())
                .extracting(Field::key)
                .noneMatch(key -> personal.matcher(key).matches());
        assertThat(personal.matcher("ownerId").matches()).isTrue();
    }

    @Test
    void aMetricIsALineOfTheEmbeddedMetricFormat() throws JsonProcessingException {
        metrics.time(Metric.UPLOAD_TO_READY, Duration.ofMillis(812), Field.PHOTO_ID.of(PHOTO));

        assertThat(onlyLine()).isEqualTo(JSON.readTree("""
                {"_aws":{"Timestamp":1795255200120,"CloudWatchMetrics":[{"Namespace":"Darkroom",
                "Dimensions":[["function"]],"Metrics":[{"Name":"UploadToReady","Unit":"Milliseconds"}]}]},
                "function":"feed","UploadToReady":812,"photoId":"01ARZ3NDEKTSV4RRFFQ69G5FAV"}"""));
    }

    @Test
    void aTimeIsNeverNegative() throws JsonProcessingException {
        metrics.time(Metric.UPLOAD_TO_READY, Duration.ofMillis(-3));

        assertThat(onlyLine().get("UploadToReady").longValue()).isZero();
    }

    @Test
    void aLineSaysWhatWasUsedSinceTheLastOne() throws JsonProcessingException {
        var capacity = new CapacityMeter();
        capacity.addReads(31);
        capacity.addReads(0.5);
        capacity.addWrites(2);

        capacity.on(log).info("First");
        capacity.on(log).info("Second");

        JsonNode first = JSON.readTree(lines.getFirst());
        assertThat(first.get("readUnits").doubleValue()).isEqualTo(31.5);
        assertThat(first.get("writeUnits").doubleValue()).isEqualTo(2);
        JsonNode second = JSON.readTree(lines.getLast());
        assertThat(second.get("readUnits").doubleValue()).isZero();
        assertThat(second.get("writeUnits").doubleValue()).isZero();
    }

    @Test
    void onlyTheFirstInvocationIsCold() {
        var coldStart = new ColdStart();

        assertThat(coldStart.isFirst()).isTrue();
        assertThat(coldStart.isFirst()).isFalse();
    }
}
