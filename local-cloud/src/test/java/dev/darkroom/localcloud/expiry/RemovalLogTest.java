package dev.darkroom.localcloud.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalLogTest {
    @TempDir
    Path folder;

    private RemovalLog log;

    @BeforeEach
    void open() {
        log = RemovalLog.open(folder.resolve("expiry.log"), Clock.systemUTC());
    }

    @Test
    void aRemovalIsKnownAlsoAfterARestart() {
        log.intend("photos", key("a")).close();

        assertThat(log.knows("photos", key("a"))).isTrue();
        assertThat(log.knows("photos", key("b"))).isFalse();
        assertThat(log.knows("journal", key("a"))).isFalse();
        log.close();
        open();
        assertThat(log.knows("photos", key("a"))).isTrue();
    }

    @Test
    void aRemovalThatWasRefusedIsNone() {
        try (RemovalLog.Intent intent = log.intend("photos", key("a"))) {
            intent.refused();
        }

        assertThat(log.knows("photos", key("a"))).isFalse();
        log.close();
        open();
        assertThat(log.knows("photos", key("a"))).isFalse();
    }

    @Test
    void aRemovalThatACrashCutOffCountsAsMade() {
        RemovalLog.Intent lost = log.intend("photos", key("a"));

        open();

        assertThat(lost).isNotNull();
        assertThat(log.knows("photos", key("a"))).isTrue();
    }

    @Test
    void whoAsksWhileARemovalIsUnderWayWaitsForItsEnd() {
        RemovalLog.Intent intent = log.intend("photos", key("a"));
        CompletableFuture<Boolean> known = CompletableFuture.supplyAsync(() -> log.knows("photos", key("a")));

        assertThat(known.isDone()).isFalse();
        intent.refused();
        intent.close();

        assertThat(known.join()).isFalse();
    }

    private static JsonNode key(String id) {
        return new ObjectMapper()
                .createObjectNode()
                .set("id", new ObjectMapper().createObjectNode().put("S", id));
    }
}
