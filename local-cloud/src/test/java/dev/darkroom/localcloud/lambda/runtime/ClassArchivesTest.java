package dev.darkroom.localcloud.lambda.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.localcloud.lambda.runtime.ClassArchives.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {
    @TempDir
    Path folder;

    @Test
    void whatWasBeingWrittenForAProcessThatIsNoMoreIsClearedAway() throws Exception {
        Path living = Files.createFile(((Use.Write) new ClassArchives(folder).next("aa")).partial());
        Path archive = Files.createFile(folder.resolve("bb.jsa"));
        Path abandoned = Files.createFile(Path.of(
                living.toString().replace("-" + ProcessHandle.current().pid() + "-", "-" + pidOfTheDead() + "-")));

        var archives = new ClassArchives(folder);

        assertThat(abandoned).doesNotExist();
        assertThat(living).exists();
        assertThat(archive).exists();
        assertThat(archives.next("bb")).isEqualTo(new Use.Read(archive));
    }

    private static long pidOfTheDead() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.pid();
    }
}
