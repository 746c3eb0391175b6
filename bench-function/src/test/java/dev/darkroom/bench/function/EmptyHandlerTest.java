package dev.darkroom.bench.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class EmptyHandlerTest {
    @Test
    void logsWhenItRanAndEachProbeOnce() throws IOException {
        var log = new StringBuilder();
        var answer = new ByteArrayOutputStream();
        long before = Instant.now().toEpochMilli();

        EmptyHandler.handle(
                new ByteArrayInputStream("{\"id\":\"probe-7\",\"key\":\"probe-12\",\"again\":\"probe-7\"}"
                        .getBytes(StandardCharsets.UTF_8)),
                answer,
                log::append);

        String[] words = log.toString().strip().split(" ", -1);
        assertThat(words).startsWith("arrived").endsWith("probe-12", "probe-7").hasSize(4);
        assertThat(Long.parseLong(words[1]) / 1000)
                .isBetween(before, Instant.now().toEpochMilli());
        assertThat(answer.toString(StandardCharsets.UTF_8)).isEqualTo("{}");
    }
}
