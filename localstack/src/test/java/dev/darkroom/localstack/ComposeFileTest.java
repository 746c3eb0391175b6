package dev.darkroom.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ComposeFileTest {
    @Test
    void peopleGetTheLocalStackThatTheTestsUse() throws IOException {
        String compose = Files.readString(Path.of("compose.yaml"));

        assertThat(compose).contains("image: " + LocalStackServer.IMAGE + "\n");
        LocalStackServer.ENVIRONMENT.forEach(
                (name, value) -> assertThat(compose).contains("      " + name + ": \"" + value + "\"\n"));
        assertThat(compose.lines().filter(line -> line.matches("      [A-Z_]+: .*")))
                .hasSize(LocalStackServer.ENVIRONMENT.size());
    }
}
