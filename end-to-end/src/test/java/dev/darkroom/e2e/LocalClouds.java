package dev.darkroom.e2e;

import dev.darkroom.localcloud.LocalCloud;
import dev.darkroom.localcloud.LocalCloudOptions;
import java.nio.file.Path;

/// Local clouds for tests: the project's template and zips, on free ports, with the test set of parameters.
final class LocalClouds {
    private LocalClouds() {}

    static LocalCloud start(Path data) {
        return LocalCloud.start(options(data));
    }

    static LocalCloudOptions options(Path data) {
        return LocalCloudOptions.of(Project.FOLDER, data, LocalCloudOptions.Ports.FREE)
                .withParameters(TestParameters.VALUES);
    }
}
