package dev.darkroom.bench;

import dev.darkroom.bench.ApiRoutes.Route;
import dev.darkroom.bench.RequestUnits.Units;
import dev.darkroom.bench.TimedCalls.Answer;
import dev.darkroom.client.Cloud;
import dev.darkroom.client.UpProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Every route of the API, warm, one call after the other: how long it takes, and what it uses of DynamoDB.
public final class ApiBench implements Bench {
    private static final int WARM_UP = 10;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path project;
    private final int rounds;

    /// Measures the project in this folder, which has been built.
    ///
    /// @param rounds how often each route is called, at most 60
    public ApiBench(Path project, int rounds) {
        this.project = project;
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "api";
    }

    @Override
    public List<Measurement> run(Consumer<String> progress) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("darkroom-bench-");
        List<Measurement> measured = new ArrayList<>();
        try (UpProcess up = UpProcess.start(project, data);
                Cloud cloud = up.attach();
                var world = new ApiWorld(cloud)) {
            world.prepare();
            progress.accept("%d photos of %d friends are in vera's feed"
                    .formatted(ApiWorld.FRIENDS * ApiWorld.PHOTOS_OF_EACH, ApiWorld.FRIENDS));
            var units = new RequestUnits(Stream.of("GalleryHandler", "UploadHandler")
                    .map(function ->
                            data.resolve("lambda/logs/" + cloud.resources().name(function) + ".log"))
                    .map(LogFile::new)
                    .toList());
            for (Route route : new ApiRoutes(world).all()) {
                measured.addAll(measure(route, units, progress));
                cloud.awaitQuiet(LIMIT);
            }
        }
        return measured;
    }

    private List<Measurement> measure(Route route, RequestUnits units, Consumer<String> progress) {
        List<Double> millis = new ArrayList<>();
        List<Double> reads = new ArrayList<>();
        List<Double> writes = new ArrayList<>();
        for (int number = 0; number < WARM_UP + rounds; number++) {
            Answer answer = route.call().apply(number);
            if (answer.status() != route.status()) {
                throw new IllegalStateException(route.name() + " answered " + answer.status() + ": " + answer.body());
            }
            if (number >= WARM_UP) {
                Units used = units.of(answer.requestId());
                millis.add(answer.millis());
                reads.add(used.reads());
                writes.add(used.writes());
            }
        }
        progress.accept("%-18s p50 %6.1f ms  p99 %6.1f ms  %5.1f read units  %4.1f write units"
                .formatted(
                        route.name(),
                        Measurement.percentile(millis, 50),
                        Measurement.percentile(millis, 99),
                        Measurement.percentile(reads, 50),
                        Measurement.percentile(writes, 50)));
        return List.of(
                Measurement.median(route.name() + "-p50", "ms", millis),
                Measurement.single(route.name() + "-p99", "ms", Measurement.percentile(millis, 99)),
                Measurement.median(route.name() + "-reads", "units", reads),
                Measurement.median(route.name() + "-writes", "units", writes));
    }
}
