package dev.darkroom.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.client.ScriptedCloud.Received;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which requests are sent again, and after how long.
final class RepetitionTest {
    private static final NewPhoto PHOTO = NewPhoto.of("bytes".getBytes(UTF_8), "image/jpeg");
    private static final String TOO_MANY = "{\"title\":\"There are too many requests\"}";

    private final List<Duration> pauses = new ArrayList<>();
    private final ScriptedCloud cloud = new ScriptedCloud();
    private final DarkroomClient alice =
            new DarkroomClient(cloud, "alice", new Patience(Duration.ofSeconds(60), pauses::add));

    @AfterEach
    void stop() {
        alice.close();
        cloud.close();
    }

    @Test
    void anAnnouncementIsRepeatedUnderItsKeyAfterALostAnswerAndAFailure() {
        cloud.loses("POST /photos");
        cloud.on("POST /photos", 500, "{}");
        cloud.on("POST /photos", 503, "{}");
        cloud.on("POST /photos", 201, "{\"photos\":[" + cloud.intent("/first") + "]}");

        assertThat(alice.announce(List.of(PHOTO))).hasSize(1);

        List<Received> sent = cloud.received();
        assertThat(sent).hasSize(4);
        assertThat(sent)
                .extracting(one -> one.header("idempotency-key"))
                .containsOnly(sent.getFirst().header("idempotency-key"));
        assertThat(sent).extracting(Received::body).containsOnly(sent.getFirst().body());
        assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @Test
    void everyAnnouncementHasAKeyOfItsOwn() {
        for (int i = 0; i < 2; i++) {
            cloud.on("POST /photos", 201, "{\"photos\":[" + cloud.intent("/first") + "]}");
            alice.announce(List.of(PHOTO));
        }

        assertThat(cloud.received())
                .extracting(one -> one.header("idempotency-key"))
                .doesNotHaveDuplicates()
                .allMatch(key -> !key.isEmpty());
    }

    @Test
    void anAnnouncementThatNeverGetsThroughIsGivenUp() {
        for (int i = 0; i < 5; i++) {
            cloud.loses("POST /photos");
        }

        assertThatThrownBy(() -> alice.announce(List.of(PHOTO))).isInstanceOf(UncheckedIOException.class);
        assertThat(cloud.received()).hasSize(5);
    }

    @Test
    void otherRequestsAreNotRepeatedAfterAFailure() {
        cloud.on("PATCH /photos/P1", 500, "{}");
        cloud.loses("DELETE /photos/P1");

        assertThatThrownBy(() -> alice.edit("P1", 1, Edit.NOTHING.title("T"))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> alice.delete("P1")).isInstanceOf(UncheckedIOException.class);
        assertThat(cloud.lines()).containsExactly("PATCH /photos/P1", "DELETE /photos/P1");
    }

    @Test
    void aLimitedRequestIsSentAgainAsLateAsTheApiSays() {
        cloud.on("DELETE /photos/P1", 429, Map.of("retry-after", "7"), TOO_MANY);
        cloud.on("DELETE /photos/P1", 204, "");

        alice.delete("P1");

        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void aLimitBeyondTheClientsPatienceIsToldAtOnce() {
        cloud.on("DELETE /photos/P1", 429, Map.of("retry-after", "40"), TOO_MANY);
        cloud.on("DELETE /photos/P1", 429, Map.of("retry-after", "21"), TOO_MANY);

        assertThatThrownBy(() -> alice.delete("P1"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.retryAfter()).contains(Duration.ofSeconds(21)));
        assertThat(pauses).containsExactly(Duration.ofSeconds(40));
    }

    @Test
    void aLimitThatDoesNotSayHowLongIsToldAtOnce() {
        cloud.on("DELETE /photos/P1", 429, Map.of("retry-after", "Sat, 21 Nov 2026 10:00:00 GMT"), TOO_MANY);

        assertThatThrownBy(() -> alice.delete("P1")).isInstanceOf(ProblemException.class);
        assertThat(pauses).isEmpty();
    }
}
