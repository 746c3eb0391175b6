package dev.darkroom.localcloud.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrphanTest {
    @TempDir
    Path folder;

    @Test
    void noChildOutlivesAHostThatIsKilledNotEvenOneThatSpins() throws Exception {
        var host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var children = new ArrayList<ProcessHandle>();
        try (var lines = new BufferedReader(new InputStreamReader(host.getInputStream(), UTF_8))) {
            for (var _ : List.of("idle", "busy")) {
                var line = Objects.requireNonNull(lines.readLine(), "the host ended early");
                long pid = new ObjectMapper().readTree(line).path("pid").asLong();
                children.add(ProcessHandle.of(pid).orElseThrow());
            }
            await().until(() -> Files.readAllLines(folder.resolve("logs/busy.log")).stream()
                            .filter(line -> line.equals("spinning"))
                            .count()
                    == 1);
            assertThat(children).allMatch(ProcessHandle::isAlive);

            host.destroyForcibly().waitFor();

            await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            host.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
