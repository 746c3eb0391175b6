package dev.darkroom.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.model.HopTiming;
import dev.darkroom.model.Manifest;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Rendition;
import dev.darkroom.model.SourceImage;
import dev.darkroom.model.UserId;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManifestJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aMapperReadsWhatIsWrittenAndWouldHaveWrittenTheSame() throws IOException {
        Rendition rendition = new Rendition("large", 1600, 1200, 300_000, "image/jpeg", "alice/x/large-0.jpg");
        for (Manifest manifest : List.of(
                manifest(PhotoState.READY, null, List.of(rendition, rendition), "AQID", "#3a6ea5", "00-trace"),
                manifest(PhotoState.REJECTED, Rejection.TRUNCATED, List.of(), null, null, null))) {
            byte[] written = ManifestJson.of(manifest);

            assertThat(JSON.readValue(written, Manifest.class)).isEqualTo(manifest);
            assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(JSON.writeValueAsBytes(manifest)));
        }
    }

    private static Manifest manifest(
            PhotoState state,
            @Nullable Rejection rejection,
            List<Rendition> renditions,
            @Nullable String placeholder,
            @Nullable String dominantColour,
            @Nullable String traceparent) {
        return new Manifest(
                Manifest.SCHEMA_VERSION,
                new PhotoId("01ARZ3NDEKTSV4RRFFQ69G5FAV"),
                new UserId("alice"),
                new SourceImage("e\"tag", 5_000_000_000L, "0".repeat(64), "image/jpeg", 4000, 3000, 6),
                state,
                rejection,
                renditions,
                placeholder,
                dominantColour,
                dominantColour != null,
                "0123456789abcdef",
                new HopTiming("thumbnail", 1, 1_700_000_000_000L, 250, "request", true),
                traceparent);
    }
}
