package dev.darkroom.cli;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.CloudResources;
import dev.darkroom.localcloud.LocalCloud;
import dev.darkroom.localcloud.LocalCloudOptions;
import dev.darkroom.localcloud.LocalCloudOptions.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/// A cloud that a command starts for itself: free ports, a data folder of its own that goes with it.
final class OwnCloud implements Cloud {
    private final LocalCloud cloud;
    private final Path folder;

    private OwnCloud(LocalCloud cloud, Path folder) {
        this.cloud = cloud;
        this.folder = folder;
    }

    static OwnCloud start() {
        try {
            Path folder = Files.createTempDirectory("darkroom-");
            return new OwnCloud(Clouds.start(LocalCloudOptions.of(Clouds.PROJECT, folder, Ports.FREE)), folder);
        } catch (IOException e) {
            throw new Refusal(ExitStatus.DATA_IN_USE, "no temporary folder can be made: " + e.getMessage());
        }
    }

    @Override
    public URI api() {
        return cloud.api();
    }

    @Override
    public String token(String userName) {
        return cloud.token(userName);
    }

    @Override
    public CloudResources resources() {
        return cloud.resources();
    }

    @Override
    public void awaitQuiet(Duration limit) {
        cloud.awaitQuiet(limit);
    }

    @Override
    public void close() {
        cloud.close();
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
