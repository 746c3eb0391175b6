package dev.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestReportTest {
    @TempDir
    Path project;

    @Test
    void countsWhatPassedAndNamesWhatDidNot() throws IOException {
        report("module", """
                <testsuite>
                  <testcase classname="a.b.CTest" name="passes"/>
                  <testcase classname="a.b.CTest" name="fails"><failure message="expected 1&#10;but was 2">x</failure></testcase>
                  <testcase classname="a.b.CTest" name="breaks"><error>at last
                  more</error></testcase>
                  <testcase classname="a.b.DTest" name="waits"><skipped message="no container engine answers"/></testcase>
                </testsuite>
                """);

        var report = TestReport.read(project);

        assertThat(report.passed()).isEqualTo(1);
        assertThat(report.failed())
                .containsExactly(
                        new TestReport.Test("CTest.fails", "expected 1"),
                        new TestReport.Test("CTest.breaks", "at last"));
        assertThat(report.skipped()).containsExactly(new TestReport.Test("DTest.waits", "no container engine answers"));
    }

    @Test
    void aSkipIsPermittedByItsClassOrByItsMethod() throws IOException {
        Path list = Files.writeString(
                project.resolve("permitted"),
                "# the list\nDTest  # needs a container engine\nETest.one # needs photos\n");

        var permitted = PermittedSkips.read(list);

        assertThat(permitted.cover("DTest.waits")).isTrue();
        assertThat(permitted.cover("ETest.one")).isTrue();
        assertThat(permitted.cover("ETest.two")).isFalse();
    }

    @Test
    void aPermittedSkipWithoutAReasonIsRefused() throws IOException {
        Path list = Files.writeString(project.resolve("permitted"), "DTest\n");

        assertThatThrownBy(() -> PermittedSkips.read(list))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("reason");
    }

    private void report(String module, String xml) throws IOException {
        Path folder = Files.createDirectories(project.resolve(module).resolve("target/surefire-reports"));
        Files.writeString(folder.resolve("TEST-x.xml"), xml);
    }
}
