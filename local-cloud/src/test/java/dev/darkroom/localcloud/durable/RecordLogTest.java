package dev.darkroom.localcloud.durable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordLogTest {
    private static final int HEADER_BYTES = 8;

    @TempDir
    Path folder;

    @Test
    void recordsComeBackInTheOrderWritten() {
        write("a", "", "c");

        assertThat(read()).containsExactly("a", "", "c");
    }

    @Test
    void whereverACrashCutsTheLogTheWholeRecordsStayAndTheNextOneFollowsThem() throws IOException {
        List<String> written = List.of("first", "", "the third", "4");
        write(written.toArray(String[]::new));
        byte[] bytes = Files.readAllBytes(file());

        for (int length = 0; length <= bytes.length; length++) {
            Files.write(file(), Arrays.copyOf(bytes, length));
            List<String> whole = written.subList(0, wholeRecords(written, length));

            assertThat(read()).as("cut at %d", length).containsExactlyElementsOf(whole);
            write("next");

            List<String> expected = new ArrayList<>(whole);
            expected.add("next");
            assertThat(read()).as("cut at %d", length).containsExactlyElementsOf(expected);
        }
    }

    private static int wholeRecords(List<String> records, int length) {
        int count = 0;
        int end = 0;
        for (String record : records) {
            end += HEADER_BYTES + record.length();
            count += end <= length ? 1 : 0;
        }
        return count;
    }

    @Test
    void aDamagedRecordEndsTheLogWhereverItIsDamaged() throws IOException {
        write("first", "second");
        byte[] bytes = Files.readAllBytes(file());

        for (int at = HEADER_BYTES + "first".length(); at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            Files.write(file(), damaged);

            assertThat(read()).as("damaged at %d", at).containsExactly("first");
        }
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

    @Test
    void whatAnInterruptedRewriteLeftIsNoPartOfTheLog() throws IOException {
        write("kept");
        Path next = folder.resolve("events.log.next");
        Files.write(next, Arrays.copyOf(Files.readAllBytes(file()), HEADER_BYTES + 2));

        assertThat(read()).containsExactly("kept");
        try (var log = RecordLog.open(file(), record -> {})) {
            log.rewrite(List.of("new".getBytes(UTF_8)));
        }
        assertThat(read()).containsExactly("new");
        assertThat(next).doesNotExist();
    }

    @Test
    void aRecordForWhichThereIsNoRoomLeavesTheLogAsItWas() throws Exception {
        assumeThat(File.separator)
                .as("a limit of the file size is set by a POSIX shell")
                .isEqualTo("/");
        var process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -f 8; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDisk.class.getName(),
                        file().toString())
                .inheritIO()
                .start();

        assertThat(process.waitFor()).isZero();

        assertThat(read()).containsExactly("x".repeat(3_000), "there is room for this");
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
