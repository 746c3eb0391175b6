package dev.darkroom.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.model.Manifest;
import dev.darkroom.model.Rejection;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatAnyMapperWritesIsRead() throws IOException {
        for (Manifest manifest :
                new Manifest[] {SampleManifests.ready(), SampleManifests.rejected(Rejection.TRUNCATED)}) {
            assertThat(ManifestJson.read(JSON.writeValueAsBytes(manifest))).contains(manifest);
        }
    }

    @Test
    void fieldsOfANewerWriterAreIgnored() throws IOException {
        String json = JSON.writeValueAsString(SampleManifests.ready());
        String newer = json.replaceFirst("\\{", "{\"new\":{\"deep\":[1,2.5,{\"x\":null}]},")
                .replace("\"etag\":", "\"checksum\":[],\"etag\":")
                .replace("\"schemaVersion\":1", "\"schemaVersion\":2");

        assertThat(ManifestJson.read(newer.getBytes(UTF_8)).orElseThrow().source())
                .isEqualTo(SampleManifests.ready().source());
    }

    @Test
    void aReasonOfANewerWriterIsAReason() throws IOException {
        String json = JSON.writeValueAsString(SampleManifests.rejected(Rejection.TRUNCATED))
                .replace("TRUNCATED", "TOO_BORING");

        assertThat(ManifestJson.read(json.getBytes(UTF_8)).orElseThrow().rejection())
                .isEqualTo(Rejection.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "7", "\"x\"", "{}", "{\"photoId\":", "not json", "\u0000\u0001"})
    void whatIsNoManifestIsNone(String text) {
        assertThat(ManifestJson.read(text.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void aManifestThatContradictsItselfIsNone() throws IOException {
        String json = JSON.writeValueAsString(SampleManifests.ready());

        for (String broken : new String[] {
            json.replace("READY", "REJECTED"),
            json.replace("READY", "PENDING"),
            json.replace("READY", "WONDERFUL"),
            json.replace("\"alice\"", "\"al/ice\""),
            json.replace("\"alice\"", "7"),
            json.replace("\"renditions\":[", "\"renditions\":[7,"),
            json.replace("\"width\":", "\"breadth\":"),
            json.replaceFirst("\"width\":\\d+", "\"width\":\"wide\""),
            "[".repeat(5_000)
        }) {
            assertThat(ManifestJson.read(broken.getBytes(UTF_8))).isEmpty();
        }
    }

    @Test
    void aManifestCutAnywhereIsNone() throws IOException {
        String json = JSON.writeValueAsString(SampleManifests.ready());

        for (int cut = 0; cut < json.length(); cut++) {
            assertThat(ManifestJson.read(json.substring(0, cut).getBytes(UTF_8)))
                    .isEmpty();
        }
    }
}
