package dev.darkroom.cli;

import dev.darkroom.client.CloudNotRunningException;
import dev.darkroom.client.LocalCloudAttachment;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The option that says which local cloud is meant.
final class DataFolder {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".darkroom",
            description = "The local cloud's data folder. Default: ${DEFAULT-VALUE}")
    Path path = Path.of(".darkroom");

    /// Attaches to the cloud that runs on it.
    ///
    /// @throws Refusal where none does
    LocalCloudAttachment attach() {
        try {
            return LocalCloudAttachment.to(path);
        } catch (CloudNotRunningException e) {
            throw new Refusal(ExitStatus.NOT_RUNNING, e.getMessage() + "; start one with ./darkroom up");
        }
    }
}
