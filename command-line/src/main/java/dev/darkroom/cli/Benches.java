package dev.darkroom.cli;

import dev.darkroom.bench.ApiBench;
import dev.darkroom.bench.Bench;
import dev.darkroom.bench.ChainBench;
import dev.darkroom.bench.EventsBench;
import dev.darkroom.bench.FanOutBench;
import dev.darkroom.bench.ThumbnailsBench;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every measurement, by name.
final class Benches {
    /// Of each route.
    private static final int CALLS = 50;
    /// As many as a user may have.
    private static final int FRIENDS = 5_000;

    private static final int UPLOADS = 20;

    private Benches() {}

    /// @param photos for the one that measures photos
    static Map<String, Bench> all(List<Path> photos) {
        return List.<Bench>of(
                        new ApiBench(Clouds.PROJECT, CALLS),
                        new ChainBench(Clouds.PROJECT),
                        new EventsBench(Clouds.PROJECT),
                        new FanOutBench(Clouds.PROJECT, FRIENDS, UPLOADS),
                        new ThumbnailsBench(Clouds.PROJECT, photos))
                .stream()
                .collect(Collectors.toMap(Bench::name, Function.identity()));
    }
}
