package dev.darkroom.localcloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TraceHeaderTest {
    private static final Instant NOW = Instant.ofEpochSecond(0x67687c5a);
    private static final String ROOT = "Root=1-5759e988-bd862e3fe1be46a994272793";

    @Test
    void aRunCountsForItsFunctionAloneAndTheTraceStays() {
        var twice = TraceHeader.of(Optional.of(ROOT + ";Sampled=1"))
                .through("thumbnails")
                .through("metadata")
                .through("thumbnails");

        assertThat(twice.toString()).matches(ROOT + ";Sampled=1;Lineage=[0-9a-f]{8}:[12]\\|[0-9a-f]{8}:[12]");
        assertThat(twice.toString()).contains(":1").contains(":2");
        assertThat(TraceHeader.of(twice.text())).hasToString(twice.toString());
    }

    /// Source: Use Lambda recursive loop detection to prevent infinite loops,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>
    @Test
    void sixteenRunsOfAFunctionAreAllowedAndNotOneMore() {
        var trace = TraceHeader.of(Optional.empty());
        for (int run = 1; run <= 16; run++) {
            assertThat(trace.isLoopOf("looper")).as("run %d", run).isFalse();
            trace = TraceHeader.of(trace.through("looper").text());
        }

        assertThat(trace.isLoopOf("looper")).isTrue();
        assertThat(trace.isLoopOf("another")).isFalse();
    }

    @Test
    void aBatchHasTheLongestLineageOfEachFunctionAndNoTrace() {
        var one = TraceHeader.of(Optional.of(ROOT)).through("a").through("a");
        var other = TraceHeader.of(Optional.empty()).through("a").through("b");

        assertThat(TraceHeader.ofBatch(List.of(one.toString(), other.toString())))
                .hasToString(TraceHeader.of(Optional.empty())
                        .through("a")
                        .through("a")
                        .through("b")
                        .toString());
        assertThat(TraceHeader.ofBatch(List.of()).text()).isEmpty();
    }

    @Test
    void aRequestWithoutATraceGetsOneAndTheSameEachTime() {
        var lineage = TraceHeader.of(Optional.empty()).through("a");

        var rooted = lineage.rooted("request-1", NOW);

        assertThat(rooted.toString())
                .matches("Root=1-67687c5a-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=[0-9a-f]{8}:1");
        assertThat(lineage.rooted("request-1", NOW)).hasToString(rooted.toString());
        assertThat(lineage.rooted("request-2", NOW).toString()).isNotEqualTo(rooted.toString());
        assertThat(TraceHeader.of(Optional.of(ROOT)).rooted("request-1", NOW)).hasToString(ROOT);
    }

    @Test
    void whatIsNotUnderstoodIsLeftOut() {
        assertThat(TraceHeader.of(Optional.of("nonsense;; Self = 1-2-3 ;Lineage=1:e65a2c4d:255|zz:1|a87bd80c:99999")))
                .hasToString("Self=1-2-3");
        assertThat(TraceHeader.of(Optional.of("")).text()).isEmpty();
    }
}
