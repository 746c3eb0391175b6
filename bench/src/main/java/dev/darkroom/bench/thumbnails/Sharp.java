package dev.darkroom.bench.thumbnails;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// sharp from npm, in a folder of its own below `target/`.
final class Sharp {
    private static final String RELEASE = "0.35.5";
    private static final String WORKER = "sharp-worker.mjs";

    private Sharp() {}

    /// What runs a side, once sharp is installed.
    sealed interface Installation {
        record Ready(Path folder) implements Installation {
            List<String> command(String side) {
                return List.of("node", folder.resolve(WORKER).toString(), side);
            }
        }

        record Missing(String why) implements Installation {}
    }

    /// Installs it unless it is there.
    static Installation install(Path folder) throws IOException, InterruptedException {
        if (!answers(List.of("node", "--version"), folder)) {
            return new Installation.Missing("node is not installed");
        }
        Files.createDirectories(folder);
        try (InputStream worker = Objects.requireNonNull(Sharp.class.getResourceAsStream(WORKER))) {
            Files.write(folder.resolve(WORKER), worker.readAllBytes());
        }
        Path installed = folder.resolve("node_modules/sharp/package.json");
        if (!Files.exists(installed) || !Files.readString(installed).contains("\"version\": \"" + RELEASE + "\"")) {
            Files.writeString(folder.resolve("package.json"), "{\"private\": true}\n");
            if (!answers(List.of("npm", "install", "--no-audit", "--no-fund", "sharp@" + RELEASE), folder)) {
                return new Installation.Missing("npm cannot install sharp " + RELEASE);
            }
        }
        return new Installation.Ready(folder);
    }

    private static boolean answers(List<String> command, Path folder) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .directory(Files.createDirectories(folder).toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
