package dev.darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A script in place of `./darkroom`: what it runs does not matter here.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is one of a POSIX shell")
final class UpProcessTest {
    private static final long LIMIT_SECONDS = 30;

    @TempDir
    Path project;

    /// Starts `up` in the folder that it is given, says which process it is, and waits for what never comes.
    static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) throws Exception {
            Path project = Path.of(arguments[0]);
            UpProcess up = UpProcess.start(project, project.resolve("data"));
            System.out.println(up.handle().pid());
            Thread.currentThread().join();
        }
    }

    @Test
    void itEndsWithWhoeverStartedItAndIsToldToEnd() throws Exception {
        script("echo Darkroom is up; exec sleep 1000");
        Process starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        project.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = starter.inputReader()) {
            ProcessHandle up =
                    ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();

            starter.destroy();

            assertThat(starter.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            up.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } finally {
            starter.destroyForcibly();
        }
    }

    @Test
    void whatItSaidLastIsToldWhereItEndsBeforeItIsReady() throws IOException {
        script("echo the port is taken; exit 4");

        assertThatThrownBy(() -> UpProcess.launch(project, project.resolve("data"), 1, List.of())
                        .awaitReady())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the port is taken");
    }

    private void script(String line) throws IOException {
        Path script = Files.writeString(project.resolve("darkroom"), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
