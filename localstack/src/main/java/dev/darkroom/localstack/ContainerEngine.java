package dev.darkroom.localstack;

import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/// The container engine of this machine, as Testcontainers finds it.
public final class ContainerEngine {
    private ContainerEngine() {}

    /// Why LocalStack cannot run here; empty where it can. Asks the engine once for the whole process.
    public static Optional<String> whyAbsent() {
        try {
            DockerClientFactory.instance().client();
            return Optional.empty();
        } catch (IllegalStateException | NoClassDefFoundError absent) {
            return Optional.of("no container engine answers: " + absent.getMessage());
        }
    }
}
