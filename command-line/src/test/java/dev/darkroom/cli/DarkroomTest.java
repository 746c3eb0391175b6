package dev.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.client.Endpoints;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DarkroomTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void withNoArgumentItExplainsItself() {
        assertThat(run()).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("up", "demo", "token", "env", "invoke", "reprocess", "bench", "test");
        assertThat(out.toString()).doesNotContain("train", "test-report");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo", "token", "env", "invoke", "reprocess", "bench"})
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("Usage: ./darkroom " + command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "demo",
                "invoke ThumbnailFunction",
                "nonsense",
                "up --port x",
                "up --port 70000",
                "reprocess --at-once 0"
            })
    void aCommandLineThatIsNotUnderstoodGetsOneClearLine(String line) {
        assertThat(run(line.split(" ", -1))).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString().lines().findFirst().orElse("")).startsWith("darkroom: ");
    }

    @Test
    void whereNoCloudRunsTheCommandsThatNeedOneSayHowToStartIt() {
        for (String command :
                List.of("token alice", "env", "reprocess --dry-run", "invoke UploadHandler --event " + json("{}"))) {
            assertThat(run((command + " --data " + folder.resolve("none")).split(" ", -1)))
                    .isEqualTo(ExitStatus.NOT_RUNNING);
        }
        assertThat(err.toString().lines()).hasSize(4).allMatch(line -> line.endsWith("start one with ./darkroom up"));
    }

    @Test
    void aPhotoThatCannotBeReadIsToldBeforeAnythingStarts() {
        assertThat(run("demo", folder.resolve("missing.jpg").toString())).isEqualTo(ExitStatus.UNREADABLE_FILE);
        assertThat(err.toString().strip())
                .isEqualTo("darkroom: cannot read the photo " + folder.resolve("missing.jpg"));
    }

    @Test
    void anEventThatIsNotJsonAndAFunctionThatIsNotThereAreTold() throws IOException {
        pretendThatACloudRuns();

        assertThat(run("invoke", "UploadHandler", "--event", json("{"), "--data", folder.toString()))
                .isEqualTo(ExitStatus.UNREADABLE_FILE);
        assertThat(run("invoke", "Nobody", "--event", json("{}"), "--data", folder.toString()))
                .isEqualTo(ExitStatus.NO_SUCH_THING);
        assertThat(err.toString()).contains("is not JSON").contains("there are UploadHandler");
    }

    @Test
    void environmentVariablesArePrintedForAShellAndAsOneObject() throws IOException {
        pretendThatACloudRuns();

        assertThat(run("env", "--data", folder.toString())).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("export AWS_ENDPOINT_URL='http://127.0.0.1:1'");
        out.getBuffer().setLength(0);
        assertThat(run("env", "--json", "--data", folder.toString())).isEqualTo(ExitStatus.OK);
        assertThat(new ObjectMapper()
                        .readTree(out.toString())
                        .path("AWS_REGION")
                        .asText())
                .isEqualTo("us-east-1");
    }

    @Test
    void aTemplateThatIsNotUnderstoodIsRefusedByTheResourcesName() throws IOException {
        Path template = Files.writeString(
                folder.resolve("template.yaml"),
                "Transform: AWS::Serverless-2016-10-31\nResources:\n  Thing:\n    Type: AWS::Moon::Base\n");

        assertThat(run("up", "--port", "0", "--template", template.toString(), "--data", data()))
                .isEqualTo(ExitStatus.TEMPLATE);
        assertThat(err.toString()).contains("Thing").contains("AWS::Moon::Base");
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort() - 1;

            assertThat(run("up", "--port", Integer.toString(port), "--data", data()))
                    .isEqualTo(ExitStatus.PORT_IN_USE);
        }
        assertThat(err.toString()).contains("is in use; choose others with --port N");
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(run("up", "--port", "0", "--data", file.toString())).isEqualTo(ExitStatus.DATA_IN_USE);
        assertThat(err.toString()).contains(file.toString());
    }

    @Test
    void theDocumentedExitStatusesAreTheRealOnes() throws IOException {
        String page = Files.readString(Path.of("../docs/command-line.md"));

        assertThat(page.lines().filter(line -> line.matches("\\| \\d+ \\|.*")).map(line -> line.split(" ", -1)[1]))
                .isEqualTo(Arrays.stream(ExitStatus.values())
                        .map(status -> Integer.toString(status.code()))
                        .collect(Collectors.toList()));
    }

    private ExitStatus run(String... args) {
        int code = Darkroom.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return Arrays.stream(ExitStatus.values())
                .filter(status -> status.code() == code)
                .findFirst()
                .orElseThrow();
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String json(String text) {
        try {
            return Files.writeString(folder.resolve("event.json"), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pretendThatACloudRuns() throws IOException {
        var uri = URI.create("http://127.0.0.1:1");
        var endpoints = new Endpoints(
                ProcessHandle.current().pid(),
                uri,
                uri,
                uri,
                "us-east-1",
                "000000000000",
                "darkroom",
                "client",
                "key",
                "secret",
                Map.of("UploadHandler", "darkroom-UploadHandler"));
        new ObjectMapper().writeValue(folder.resolve(Endpoints.FILE).toFile(), endpoints);
    }
}
