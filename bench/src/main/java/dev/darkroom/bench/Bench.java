package dev.darkroom.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// A run of measurements that belong together.
public interface Bench {
    /// What it is called on the command line, and in `goals.json`.
    String name();

    /// Measures, and tells how far it is.
    ///
    /// @return one measurement for each goal of the bench; one without samples for what cannot be measured here
    List<Measurement> run(Consumer<String> progress) throws IOException, InterruptedException;
}
