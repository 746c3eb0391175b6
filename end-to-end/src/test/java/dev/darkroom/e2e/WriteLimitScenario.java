package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// One user who writes without end.
interface WriteLimitScenario {
    /// The default of the template's parameter WritesPerMinute.
    int WRITES_PER_MINUTE = 600;

    int SENDERS = 8;

    Cloud cloud();

    @Test
    default void whoWritesWithoutEndIsStoppedAloneAndToldForHowLong() {
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud())) {
            ProblemException refused = writesUntilRefused(alice);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.type()).endsWith("too-many-requests");
            assertThat(refused.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
            assertThat(alice.client().photos(Optional.empty()).items())
                    .as("reading goes on")
                    .isEmpty();
            bob.client().rename("Bob", Optional.empty());
        }
    }

    /// A minute may end in between, so that as many again are allowed.
    private static ProblemException writesUntilRefused(Person person) {
        var refused = new ConcurrentLinkedQueue<ProblemException>();
        var written = new AtomicInteger();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < SENDERS; sender++) {
                senders.execute(() -> {
                    while (refused.isEmpty() && written.get() <= 2 * WRITES_PER_MINUTE) {
                        try {
                            person.client().rename("Alice", Optional.empty());
                            written.incrementAndGet();
                        } catch (ProblemException tooMany) {
                            refused.add(tooMany);
                        }
                    }
                });
            }
        }
        assertThat(written.get()).isBetween(WRITES_PER_MINUTE, 2 * WRITES_PER_MINUTE);
        return refused.element();
    }
}
