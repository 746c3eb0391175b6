package dev.darkroom.bench;

import dev.darkroom.client.Cloud;
import dev.darkroom.localcloud.LocalCloud;
import dev.darkroom.localcloud.LocalCloudOptions;
import dev.darkroom.localcloud.LocalCloudOptions.Ports;
import dev.darkroom.localstack.ContainerEngine;
import dev.darkroom.localstack.LocalStackCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// An empty function's events, by every path that a cloud has; LocalStack beside it where a container engine answers.
public final class EventsBench implements Bench {
    private static final String FUNCTION = "EmptyFunction";
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 300;
    private static final int BURST = 1_000;
    private static final int BURSTS = 3;
    private static final int LOCALSTACK_WARM_UP = 3;
    private static final int LOCALSTACK_ROUNDS = 30;
    private static final int LOCALSTACK_BURST = 100;

    private final Path project;

    /// Measures the project in this folder, which has been built.
    public EventsBench(Path project) {
        this.project = project;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public List<Measurement> run(Consumer<String> progress) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("darkroom-bench-");
        List<Measurement> measured = new ArrayList<>(local(data, progress));
        Optional<String> why = ContainerEngine.whyAbsent();
        if (why.isPresent()) {
            progress.accept("LocalStack is left out: " + why.get());
        } else {
            measured.addAll(localStack(data, progress));
        }
        return measured;
    }

    private List<Measurement> local(Path data, Consumer<String> progress) throws InterruptedException {
        Path folder = data.resolve("local");
        LocalCloudOptions options =
                LocalCloudOptions.of(project, folder, Ports.FREE).withTemplate(template());
        try (LocalCloud cloud = LocalCloud.start(options)) {
            Path log = folder.resolve("lambda/logs/" + cloud.resources().name(FUNCTION) + ".log");
            var arrivals = new Arrivals(new LogFile(log), Duration.ofMillis(2));
            return measure("", cloud, arrivals, new Load(WARM_UP, ROUNDS, BURST, BURSTS), progress);
        }
    }

    private List<Measurement> localStack(Path data, Consumer<String> progress)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(data.resolve("localstack"));
        try (LocalStackCloud cloud = LocalStackCloud.start(template(), _ -> Map.of(), folder)) {
            var arrivals = new Arrivals(() -> cloud.logs().getOrDefault(FUNCTION, List.of()), Duration.ofMillis(200));
            var load = new Load(LOCALSTACK_WARM_UP, LOCALSTACK_ROUNDS, LOCALSTACK_BURST, 1);
            return measure("localstack-", cloud, arrivals, load, progress);
        }
    }

    private Path template() {
        return project.resolve("bench/events.yaml");
    }

    /// How much is sent.
    private record Load(int warmUp, int rounds, int burst, int bursts) {}

    private static List<Measurement> measure(
            String prefix, Cloud cloud, Arrivals arrivals, Load load, Consumer<String> progress)
            throws InterruptedException {
        List<Measurement> measured = new ArrayList<>();
        try (var side = new EventSide(cloud, arrivals)) {
            side.latencies(load.warmUp(), load.rounds()).forEach((path, millis) -> {
                String name = prefix + path.label();
                measured.add(Measurement.median(name + "-p50", "ms", millis));
                measured.add(Measurement.single(name + "-p99", "ms", Measurement.percentile(millis, 99)));
                progress.accept("%s: p50 %.1f ms, p99 %.1f ms"
                        .formatted(name, Measurement.percentile(millis, 50), Measurement.percentile(millis, 99)));
            });
            for (EventPath path : EventPath.values()) {
                List<Double> rates = new ArrayList<>();
                for (int burst = 0; burst < load.bursts(); burst++) {
                    rates.add(side.rate(path, load.burst()));
                }
                String name = prefix + path.label() + "-rate";
                measured.add(Measurement.median(name, "events/s", rates));
                progress.accept("%s: %.0f events/s".formatted(name, Measurement.percentile(rates, 50)));
            }
        }
        return measured;
    }
}
