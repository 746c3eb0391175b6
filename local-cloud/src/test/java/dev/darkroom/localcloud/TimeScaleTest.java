package dev.darkroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.darkroom.localcloud.stack.QueueResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What runs faster: [LocalCloudTest] has what keeps real time.
class TimeScaleTest {
    private static final TimeScale SIXTYFOLD = new TimeScale(60);

    @Test
    void aMinuteLastsASecondAtSixty() {
        assertThat(SIXTYFOLD.scaled(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(TimeScale.REAL.scaled(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void nothingIsScaledDownToNothing() {
        assertThat(new TimeScale(1e12).scaled(Duration.ofMillis(1))).isPositive();
        assertThat(SIXTYFOLD.scaled(Duration.ZERO)).isZero();
    }

    @Test
    void slowerThanAwsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeScale(0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeScale(Double.NaN));
    }

    @Test
    void visibilityAndDelayAreScaledAndHowLongAReceiveWaitsIsNot() {
        assertThat(scaled(Map.of(
                        "VisibilityTimeout", "360",
                        "DelaySeconds", "120",
                        "ReceiveMessageWaitTimeSeconds", "20")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "VisibilityTimeout", "6",
                        "DelaySeconds", "2",
                        "ReceiveMessageWaitTimeSeconds", "20"));
    }

    @Test
    void visibilityIsASecondAtLeastAlsoWhereTheTemplateHasNone() {
        assertThat(scaled(Map.of("VisibilityTimeout", "30"))).containsEntry("VisibilityTimeout", "1");
        assertThat(scaled(Map.of())).containsEntry("VisibilityTimeout", "1");
    }

    private static Map<String, String> scaled(Map<String, String> attributes) {
        var queue = new QueueResource("Queue", "queue", "arn", attributes);
        return QueueTimes.scaled(List.of(queue), SIXTYFOLD).getFirst().attributes();
    }
}
