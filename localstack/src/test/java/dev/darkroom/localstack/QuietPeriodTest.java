package dev.darkroom.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QuietPeriodTest {
    private static final Duration STILL = Duration.ofMillis(300);

    @Test
    void waitsUntilNothingIsUnderWayAndNothingChanges() {
        AtomicInteger looks = new AtomicInteger();

        new QuietPeriod(
                        () -> List.of(Integer.toString(Math.min(looks.incrementAndGet(), 3))),
                        () -> looks.get() < 5 ? List.of("one message") : List.of(),
                        STILL)
                .await(Duration.ofSeconds(30));

        assertThat(looks).hasValueGreaterThan(5);
    }

    @Test
    void saysWhatIsStillUnderWay() {
        QuietPeriod busy = new QuietPeriod(List::of, () -> List.of("one message"), STILL);

        assertThatThrownBy(() -> busy.await(Duration.ofMillis(400)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one message");
    }
}
