package dev.darkroom.bench;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.DarkroomClient;
import dev.darkroom.client.Journey;
import dev.darkroom.client.NewPhoto;
import dev.darkroom.client.Views.Intent;
import dev.darkroom.client.Views.Page;
import dev.darkroom.client.Views.Photo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The whole chain: alice puts photos, bob's feed is where they arrive.
final class ChainSide implements AutoCloseable {
    private static final int ANNOUNCED_AT_ONCE = 20;
    private static final int PUTS_AT_ONCE = 16;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /// Looking costs the cloud time too, a second of it less than a fiftieth of a burst's.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Cloud cloud;
    private final DarkroomClient alice;
    private final DarkroomClient bob;

    ChainSide(Cloud cloud) {
        this.cloud = cloud;
        this.alice = new DarkroomClient(cloud, "alice");
        this.bob = new DarkroomClient(cloud, "bob");
    }

    /// What came of one burst.
    ///
    /// @param arrivedOnce photos in bob's feed exactly once
    record Result(int arrivedOnce, double photosPerSecond) {}

    void warmUp(Originals few) {
        Journey.befriend(alice, bob);
        put(few, 0, announce(few, 0));
        cloud.awaitQuiet(LIMIT);
    }

    Result run(Originals originals, int round) {
        List<Intent> intents = announce(originals, round);
        Set<String> expected = intents.stream().map(Intent::photoId).collect(Collectors.toSet());
        long began = System.nanoTime();
        put(originals, round, intents);
        Map<String, Integer> seen = feed(expected);
        while (seen.size() < expected.size() && System.nanoTime() - began < LIMIT.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            seen = feed(expected);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        cloud.awaitQuiet(LIMIT);
        int once = (int)
                feed(expected).values().stream().filter(count -> count == 1).count();
        return new Result(once, expected.size() / seconds);
    }

    private static NewPhoto photo(Originals originals, int index, int round) {
        return NewPhoto.of(originals.get(index, round), "image/jpeg");
    }

    private List<Intent> announce(Originals originals, int round) {
        List<Intent> intents = new ArrayList<>();
        while (intents.size() < originals.count()) {
            int from = intents.size();
            intents.addAll(alice.announce(IntStream.range(from, Math.min(originals.count(), from + ANNOUNCED_AT_ONCE))
                    .mapToObj(index -> photo(originals, index, round))
                    .toList()));
        }
        return intents;
    }

    private void put(Originals originals, int round, List<Intent> intents) {
        var places = new Semaphore(PUTS_AT_ONCE);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < originals.count(); i++) {
            int index = i;
            places.acquireUninterruptibly();
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    alice.upload(intents.get(index), photo(originals, index, round));
                } finally {
                    places.release();
                }
            }));
        }
        for (Thread thread : threads) {
            join(thread);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// How often each of these photos is in bob's feed.
    private Map<String, Integer> feed(Set<String> wanted) {
        Map<String, Integer> seen = new HashMap<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<Photo> page = bob.feed(cursor);
            List<String> ids = page.items().stream().map(Photo::photoId).toList();
            ids.stream().filter(wanted::contains).forEach(id -> seen.merge(id, 1, Integer::sum));
            // A feed begins with the newest: below an earlier burst's photo there is none of this one's.
            cursor = wanted.containsAll(ids) ? Optional.ofNullable(page.next()) : Optional.empty();
        } while (cursor.isPresent());
        return seen;
    }

    @Override
    public void close() {
        alice.close();
        bob.close();
        cloud.close();
    }
}
