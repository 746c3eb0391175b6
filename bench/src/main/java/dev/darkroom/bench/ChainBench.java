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
import java.util.function.Consumer;

/// A photo's way from its PUT to the friend's feed: after a start, warm, and two hundred at once.
public final class ChainBench implements Bench {
    private static final int STARTS = 5;
    private static final int WARM_PHOTOS = 20;
    private static final int BURST = 200;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path project;

    /// Measures the project in this folder, which has been built.
    public ChainBench(Path project) {
        this.project = project;
    }

    @Override
    public String name() {
        return "chain";
    }

    @Override
    public List<Measurement> run(Consumer<String> progress) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("darkroom-bench-");
        NewPhoto photo = NewPhoto.of(SamplePhoto.jpeg(0), "image/jpeg");
        progress.accept("a photo of %d x %d pixels, %d KB"
                .formatted(SamplePhoto.WIDTH, SamplePhoto.HEIGHT, photo.bytes().length / 1024));
        // Class archives are made by the first run after a build, which is not what is measured.
        firstPhoto(data.resolve("warm-up"), new ArrayList<>(), photo);
        List<Measurement> measured = new ArrayList<>();
        List<Double> ready = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        for (int start = 1; start <= STARTS; start++) {
            first.add(firstPhoto(data.resolve("start-" + start), ready, photo));
            progress.accept("start %d of %d: ready after %.2f s, first photo after %.0f ms"
                    .formatted(start, STARTS, ready.getLast(), first.getLast()));
        }
        measured.add(Measurement.median("up-ready", "s", ready));
        measured.add(Measurement.median("first-photo", "ms", first));
        try (UpProcess up = UpProcess.start(project, data.resolve("warm"));
                Cloud cloud = up.attach()) {
            measured.add(Measurement.median("warm-photo-p50", "ms", warm(cloud, progress)));
            cloud.awaitQuiet(LIMIT);
            measured.add(Measurement.single("resident-at-rest", "MB", up.residentBytes() / 1e6));
        }
        measured.addAll(new BurstBench(project, BURST).run(data.resolve("burst"), progress));
        return measured;
    }

    private double firstPhoto(Path data, List<Double> ready, NewPhoto photo) throws IOException {
        try (UpProcess up = UpProcess.start(project, data);
                Cloud cloud = up.attach();
                var alice = new DarkroomClient(cloud, "alice");
                var bob = new DarkroomClient(cloud, "bob")) {
            ready.add(up.timeToReady().toMillis() / 1000.0);
            Journey.befriend(alice, bob);
            cloud.awaitQuiet(LIMIT);
            return arrival(new Journey(alice, bob), photo);
        }
    }

    private static List<Double> warm(Cloud cloud, Consumer<String> progress) {
        try (var alice = new DarkroomClient(cloud, "alice");
                var bob = new DarkroomClient(cloud, "bob")) {
            Journey.befriend(alice, bob);
            var journey = new Journey(alice, bob);
            // The first few warm the environments up and are not counted.
            for (int i = 1; i <= 5; i++) {
                arrival(journey, NewPhoto.of(SamplePhoto.jpeg(i), "image/jpeg"));
            }
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < WARM_PHOTOS; i++) {
                millis.add(arrival(journey, NewPhoto.of(SamplePhoto.jpeg(100 + i), "image/jpeg")));
            }
            progress.accept("warm: p50 %.0f ms, p95 %.0f ms"
                    .formatted(Measurement.percentile(millis, 50), Measurement.percentile(millis, 95)));
            return millis;
        }
    }

    private static double arrival(Journey journey, NewPhoto photo) {
        return switch (journey.share(photo, LIMIT)) {
            case Arrival.Arrived arrived -> arrived.afterPut().toNanos() / 1e6;
            case Arrival.Known known -> throw new IllegalStateException("not a new photo: " + known);
            case Arrival.Refused refused -> throw new IllegalStateException("refused: " + refused);
            case Arrival.Missing missing -> throw new IllegalStateException("did not arrive: " + missing);
        };
    }
}
