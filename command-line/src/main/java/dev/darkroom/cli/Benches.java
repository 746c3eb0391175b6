package dev.darkroom.cli;

import dev.darkroom.bench.ApiBench;
import dev.darkroom.bench.Bench;
import dev.darkroom.bench.ChainBench;
import dev.darkroom.bench.EventsBench;
import dev.darkroom.bench.FanOutBench;
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

    static Map<String, Bench> all() {
        return List.<Bench>of(
                        new ApiBench(Clouds.PROJECT, CALLS),
                        new ChainBench(Clouds.PROJECT),
                        new EventsBench(Clouds.PROJECT),
                        new FanOutBench(Clouds.PROJECT, FRIENDS, UPLOADS))
                .stream()
                .collect(Collectors.toMap(Bench::name, Function.identity()));
    }
}
