package dev.darkroom.localcloud.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no interrupt to send")
final class InterruptsTest {
    private static final String ECHO = """
            public class Echo {
                public static void main(String[] arguments) throws Exception {
                    System.out.println("ready");
                    System.out.println(new String(System.in.readAllBytes()) + " " + arguments[0]);
                }
            }
            """;

    @TempDir
    Path folder;

    private List<String> echo() throws IOException {
        Path source = Files.writeString(folder.resolve("Echo.java"), ECHO);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, source.toString(), "two  words");
    }

    @Test
    void aProcessThatIgnoresThemEndsWhenItIsDone() throws Exception {
        Process process = new ProcessBuilder(Interrupts.ignoredBy(echo())).start();
        BufferedReader output = process.inputReader(UTF_8);
        assertThat(output.readLine()).isEqualTo("ready");

        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        try (BufferedWriter input = process.outputWriter(UTF_8)) {
            input.write("said");
        }
        assertThat(output.readLine()).isEqualTo("said two  words");
        assertThat(process.waitFor()).isZero();
    }
}
