package dev.darkroom.bench;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.DarkroomClient;
import dev.darkroom.client.Journey;
import dev.darkroom.client.Journey.Arrival;
import dev.darkroom.client.NewPhoto;
import dev.darkroom.client.UpProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// One photo to thousands of feeds: rows a second, in turn with the same rows written past all functions, to the local
/// cloud's table and to a DynamoDB Local as AWS ships it; and what others' uploads feel of it.
public final class FanOutBench implements Bench {
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 5;
    private static final int BLOCKS = 4;
    /// As many calls at once as the fan-out has: the MaximumConcurrency of its queue's mapping, times the chunks that
    /// an
    /// invocation has under way, times the calls of a chunk.
    private static final int PARALLEL = 2 * 2 * 4;

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path project;
    private final int friends;
    private final int uploads;

    /// Measures the project in this folder, which has been built.
    ///
    /// @param friends at most 5,000
    /// @param uploads so many while nothing else happens, and as many during fan-outs
    public FanOutBench(Path project, int friends, int uploads) {
        this.project = project;
        this.friends = friends;
        this.uploads = uploads;
    }

    @Override
    public String name() {
        return "fan-out";
    }

    @Override
    public List<Measurement> run(Consumer<String> progress) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("darkroom-bench-");
        try (UpProcess up = UpProcess.start(project, data);
                Cloud cloud = up.attach();
                var audience = new Audience(cloud, friends)) {
            audience.prepare();
            progress.accept("%d friendships are there".formatted(friends));
            List<Measurement> measured = new ArrayList<>();
            try (OwnDynamoDb own = OwnDynamoDb.start(project, data.resolve("own"))) {
                measured.addAll(rates(audience, own.tables(), progress));
            }
            measured.addAll(uploads(cloud, audience, progress));
            return measured;
        }
    }

    private static List<Measurement> rates(Audience audience, TableWriter own, Consumer<String> progress)
            throws InterruptedException {
        // Warms up environments and the tables' processes, and is not counted.
        for (int round = 1; round <= WARM_UP; round++) {
            audience.fanOut();
            audience.written(PARALLEL);
            audience.written(own, PARALLEL);
        }
        List<Double> fanOuts = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        List<Double> owns = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            fanOuts.add(audience.fanOut());
            alone.add(audience.written(PARALLEL));
            owns.add(audience.written(own, PARALLEL));
            progress.accept(
                    "round %d of %d: fan-out %.0f rows/s, batch writes alone %.0f rows/s, DynamoDB Local's own %.0f rows/s"
                            .formatted(round, ROUNDS, fanOuts.getLast(), alone.getLast(), owns.getLast()));
        }
        Measurement rate = Measurement.median("fan-out-rate", "rows/s", fanOuts);
        Measurement aloneRate = Measurement.median("batch-write-rate", "rows/s", alone);
        Measurement ownRate = Measurement.median("own-batch-write-rate", "rows/s", owns);
        return List.of(
                rate,
                aloneRate,
                ownRate,
                Measurement.single("fan-out-rate-ratio", "ratio", rate.value() / ownRate.value()),
                Measurement.single("fan-out-to-alone-ratio", "ratio", rate.value() / aloneRate.value()));
    }

    /// Uploads one after the other, in blocks: in turn while nothing else happens, and during one fan-out after the
    /// other.
    private List<Measurement> uploads(Cloud cloud, Audience audience, Consumer<String> progress)
            throws InterruptedException {
        List<Double> idle = new ArrayList<>();
        List<Double> busy = new ArrayList<>();
        try (var alice = new DarkroomClient(cloud, "alice");
                var bob = new DarkroomClient(cloud, "bob")) {
            Journey.befriend(alice, bob);
            var uploading = new Uploading(new Journey(alice, bob));
            uploading.run(2);
            for (int block = 1; block <= BLOCKS; block++) {
                cloud.awaitQuiet(LIMIT);
                idle.addAll(uploading.run(uploads / BLOCKS));
                busy.addAll(during(audience, uploading));
                progress.accept("uploads, block %d of %d: p50 %.0f ms, during fan-outs %.0f ms"
                        .formatted(block, BLOCKS, Measurement.percentile(idle, 50), Measurement.percentile(busy, 50)));
            }
        }
        Measurement alone = Measurement.median("upload-idle-p50", "ms", idle);
        Measurement beside = Measurement.median("upload-during-fan-out-p50", "ms", busy);
        return List.of(alone, beside, Measurement.single("upload-p50-ratio", "ratio", beside.value() / alone.value()));
    }

    private List<Double> during(Audience audience, Uploading uploading) throws InterruptedException {
        var over = new AtomicBoolean();
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> fanOuts = beside.submit(() -> {
                while (!over.get()) {
                    audience.fanOut();
                }
            });
            try {
                return uploading.run(uploads / BLOCKS);
            } finally {
                over.set(true);
                fanOuts.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fan-out failed", e.getCause());
        }
    }

    /// Uploads of photos that are all different.
    private static final class Uploading {
        private final Journey journey;
        private final Originals originals = Originals.of(1);
        private int photos;

        Uploading(Journey journey) {
            this.journey = journey;
        }

        /// @return for each, milliseconds from the end of its PUT until the friend's feed shows it
        List<Double> run(int count) {
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                photos++;
                NewPhoto photo = NewPhoto.of(originals.get(0, photos), "image/jpeg");
                Arrival arrival = journey.share(photo, LIMIT);
                if (!(arrival instanceof Arrival.Arrived arrived)) {
                    throw new IllegalStateException("an upload did not arrive: " + arrival);
                }
                millis.add(arrived.afterPut().toNanos() / 1e6);
            }
            return millis;
        }
    }
}
