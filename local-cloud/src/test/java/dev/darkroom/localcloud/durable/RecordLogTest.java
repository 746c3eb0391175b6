package dev.darkroom.localcloud.durable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordLogTest {
    @TempDir
    Path folder;

    @Test
    void recordsComeBackInTheOrderWritten() {
        write("a", "", "c");

        assertThat(read()).containsExactly("a", "", "c");
    }

    @Test
    void aRecordCutOffByACrashIsDroppedAndTheNextOneFollowsTheLastWholeOne() throws IOException {
        write("whole", "torn");
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(bytes, bytes.length - 2), StandardOpenOption.TRUNCATE_EXISTING);

        write("next");

        assertThat(read()).containsExactly("whole", "next");
    }

    @Test
    void aDamagedRecordEndsTheLog() throws IOException {
        write("first", "second");
        byte[] bytes = Files.readAllBytes(file());
        bytes[bytes.length - 1] ^= 1;
        Files.write(file(), bytes);

        assertThat(read()).containsExactly("first");
    }

    @Test
    void rewritingKeepsTheGivenRecordsAndTakesMore() {
        try (var log = RecordLog.open(file(), record -> {})) {
            log.append("old".getBytes(UTF_8));
            log.rewrite(List.of("kept".getBytes(UTF_8)));
            log.append("more".getBytes(UTF_8));
        }

        assertThat(read()).containsExactly("kept", "more");
    }

    private void write(String... records) {
        try (var log = RecordLog.open(file(), record -> {})) {
            for (String record : records) {
                log.append(record.getBytes(UTF_8));
            }
        }
    }

    private List<String> read() {
        var records = new ArrayList<String>();
        RecordLog.open(file(), record -> records.add(new String(record, UTF_8))).close();
        return records;
    }

    private Path file() {
        return folder.resolve("events.log");
    }
}
