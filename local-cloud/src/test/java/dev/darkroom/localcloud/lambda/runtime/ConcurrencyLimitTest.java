package dev.darkroom.localcloud.lambda.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class ConcurrencyLimitTest {
    private final ConcurrencyLimit limit = new ConcurrencyLimit(2);
    private final List<String> running = new CopyOnWriteArrayList<>();

    @Test
    void aBacklogOfOneFunctionDoesNotDelayAnother() {
        run("busy");
        run("busy");
        await().until(() -> running.size() == 2);
        var waiting = List.of(run("busy"), run("busy"), run("busy"));
        await().until(() -> waiting.stream().allMatch(ConcurrencyLimitTest::waits));
        var other = run("other");
        await().until(() -> waits(other));

        limit.release("busy");

        await().until(() -> running.size() == 3);
        assertThat(running).containsExactly("busy", "busy", "other");
        limit.release("other");
        await().until(() -> running.size() == 4);
    }

    @Test
    void whoWaitsIsToldOfTheEnd() throws InterruptedException {
        limit.acquire("busy");
        limit.acquire("busy");
        var waiting = run("busy");
        await().until(() -> waits(waiting));

        limit.close();

        waiting.join();
        assertThat(running).containsExactly("closed");
        assertThatThrownBy(() -> limit.acquire("busy")).isInstanceOf(ServiceClosedException.class);
    }

    private Thread run(String function) {
        return Thread.ofVirtual().start(() -> {
            try {
                limit.acquire(function);
                running.add(function);
            } catch (ServiceClosedException e) {
                running.add("closed");
            }
        });
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }
}
