package dev.darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EndpointsTest {
    @TempDir
    Path folder;

    @Test
    void whatARunningCloudWroteIsReadBack() throws IOException {
        Endpoints written = endpoints(ProcessHandle.current().pid());
        new ObjectMapper().writeValue(folder.resolve(Endpoints.FILE).toFile(), written);

        assertThat(Endpoints.read(folder)).isEqualTo(written);
    }

    @Test
    void aFolderWithoutACloudAndACloudThatHasEndedAreToldApart() throws IOException {
        assertThatThrownBy(() -> Endpoints.read(folder))
                .isInstanceOf(CloudNotRunningException.class)
                .hasMessageContaining("no cloud runs on " + folder);

        new ObjectMapper().writeValue(folder.resolve(Endpoints.FILE).toFile(), endpoints(Long.MAX_VALUE));
        assertThatThrownBy(() -> Endpoints.read(folder))
                .isInstanceOf(CloudNotRunningException.class)
                .hasMessageContaining("has ended");
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(endpoints(1)).asString().doesNotContain("shh");
    }

    private static Endpoints endpoints(long pid) {
        var uri = URI.create("http://localhost:1");
        return new Endpoints(
                pid,
                uri,
                uri,
                uri,
                "eu-central-1",
                "000000000000",
                "darkroom",
                "client",
                "key",
                "shh",
                Map.of("A", "a"));
    }
}
