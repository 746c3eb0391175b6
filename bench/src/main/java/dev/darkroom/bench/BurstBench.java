package dev.darkroom.bench;

import dev.darkroom.client.UpProcess;
import dev.darkroom.localcloud.LocalCloud;
import dev.darkroom.localcloud.LocalCloudOptions;
import dev.darkroom.localcloud.LocalCloudOptions.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Many photos at once through the whole chain, in turn with the same photos through the thumbnail zip alone.
final class BurstBench {
    private static final int ROUNDS = 3;

    private final Path project;
    private final int photos;

    BurstBench(Path project, int photos) {
        this.project = project;
        this.photos = photos;
    }

    List<Measurement> run(Path data, Consumer<String> progress) throws IOException, InterruptedException {
        List<Double> arrived = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        var aloneOptions = LocalCloudOptions.of(project, data.resolve("alone"), Ports.FREE)
                .withTemplate(project.resolve("bench/alone.yaml"));
        try (UpProcess up = UpProcess.start(project, data.resolve("chain"));
                var chain = new ChainSide(up.attach());
                LocalCloud cloud = LocalCloud.start(aloneOptions);
                var alone = new AloneSide(cloud, aloneOptions.accountConcurrency())) {
            Originals originals = Originals.of(photos);
            chain.warmUp(originals.few());
            alone.warmUp(originals.few());
            for (int round = 1; round <= ROUNDS; round++) {
                ChainSide.Result through = chain.run(originals, round);
                double aloneRate = alone.run(originals, round);
                arrived.add((double) through.arrivedOnce());
                ratios.add(through.photosPerSecond() / aloneRate);
                progress.accept(
                        "burst %d of %d: %d of %d arrived once, %.1f photos/s; thumbnail zip alone %.1f photos/s"
                                .formatted(
                                        round,
                                        ROUNDS,
                                        through.arrivedOnce(),
                                        photos,
                                        through.photosPerSecond(),
                                        aloneRate));
            }
        }
        return List.of(
                new Measurement(
                        "burst-arrived",
                        "photos",
                        arrived,
                        arrived.stream().min(Double::compare).orElseThrow()),
                Measurement.median("burst-rate-ratio", "ratio", ratios));
    }
}
