package dev.darkroom.cli;

import dev.darkroom.bench.Bench;
import dev.darkroom.bench.ChainBench;
import dev.darkroom.bench.EventsBench;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every measurement, by name.
final class Benches {
    private Benches() {}

    static Map<String, Bench> all() {
        return List.<Bench>of(new ChainBench(Clouds.PROJECT), new EventsBench(Clouds.PROJECT)).stream()
                .collect(Collectors.toMap(Bench::name, Function.identity()));
    }
}
