package dev.darkroom.localcloud;

import dev.darkroom.localcloud.stack.QueueResource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The queues of a stack whose visibility timeouts and delays run faster than on AWS; a timeout never below a second,
/// the least there is. How long a receive waits is the client's time, and stays.
final class QueueTimes {
    private static final String VISIBILITY = "VisibilityTimeout";
    private static final String DELAY = "DelaySeconds";
    private static final long DEFAULT_SECONDS = 30;

    private QueueTimes() {}

    static List<QueueResource> scaled(List<QueueResource> queues, TimeScale timeScale) {
        return timeScale.equals(TimeScale.REAL)
                ? queues
                : queues.stream().map(queue -> scaled(queue, timeScale)).toList();
    }

    private static QueueResource scaled(QueueResource queue, TimeScale timeScale) {
        String onAws = queue.attributes().get(VISIBILITY);
        Duration here = timeScale.scaled(Duration.ofSeconds(onAws == null ? DEFAULT_SECONDS : Long.parseLong(onAws)));
        Map<String, String> attributes = new HashMap<>(queue.attributes());
        attributes.put(VISIBILITY, String.valueOf(Math.max(1, here.toSeconds())));
        attributes.computeIfPresent(
                DELAY,
                (_, seconds) -> String.valueOf(timeScale
                        .scaled(Duration.ofSeconds(Long.parseLong(seconds)))
                        .toSeconds()));
        return new QueueResource(queue.logicalId(), queue.name(), queue.arn(), attributes);
    }
}
