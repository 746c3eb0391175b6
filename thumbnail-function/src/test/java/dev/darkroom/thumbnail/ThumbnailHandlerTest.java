package dev.darkroom.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.UserId;
import dev.darkroom.telemetry.Log;
import dev.darkroom.telemetry.TestContext;
import dev.darkroom.thumbnail.image.Engines;
import dev.darkroom.thumbnail.image.Pictures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailHandlerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] FILE = Pictures.photo("formats/progressive.jpg");
    private static final PhotoKey FIRST = photo("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    private static final PhotoKey SECOND = photo("01BX5ZZKBKACTAV9WEVGEMMVRZ");

    private final InMemoryOriginals originals = new InMemoryOriginals();
    private final InMemoryMediaStore media = new InMemoryMediaStore();
    private final List<String> lines = new ArrayList<>();
    private final ThumbnailHandler handler = new ThumbnailHandler(
            new RenditionMaker(originals, Engines.any(), media, Clock.systemUTC()),
            Log.of("thumbnail", Clock.systemUTC(), lines::add));

    @Test
    void aPhotoOfAnEventBecomesReady() {
        String etag = originals.put(FIRST.originalKey(), FILE, Optional.empty());

        handle(event(FIRST.originalKey(), etag));

        assertThat(media.manifest(FIRST).orElseThrow().outcome()).isEqualTo(PhotoState.READY);
        assertThat(media.manifest(FIRST).orElseThrow().timing().coldStart()).isTrue();
        assertThat(lines)
                .singleElement()
                .asString()
                .contains(
                        "\"photoId\":\"01ARZ3NDEKTSV4RRFFQ69G5FAV\"", "\"outcome\":\"READY\"", "\"requestId\":\"r-1\"")
                .doesNotContain("alice");
    }

    @Test
    void everyRecordOfAnEventIsHandled() {
        originals.put(FIRST.originalKey(), FILE, Optional.empty());
        originals.put(SECOND.originalKey(), FILE, Optional.empty());

        handle(event(FIRST.originalKey(), ""), event("not%20ours", ""), event(SECOND.originalKey(), ""));

        assertThat(media.manifest(FIRST)).isPresent();
        assertThat(media.manifest(SECOND)).isPresent();
        assertThat(lines).hasSize(3);
    }

    @Test
    void keysAreUrlDecoded() {
        originals.put(FIRST.originalKey(), FILE, Optional.empty());

        handle(event("alice%2F" + FIRST.photoId(), ""));

        assertThat(media.manifest(FIRST)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "alice",
                "alice/",
                "alice/..%2F..%2Fetc%2Fpasswd",
                "alice/01ARZ3NDEKTSV4RRFFQ69G5FAV/manifest.json",
                "al+ice/01ARZ3NDEKTSV4RRFFQ69G5FAV",
                "al%00ice/01ARZ3NDEKTSV4RRFFQ69G5FAV",
                "alice/01ARZ3NDEKTSV4RRFFQ69G5FAV%0A",
                "alice/01arz3ndektsv4rrffq69g5fav",
                "100%",
                "%zz/%E0%A4%A",
                "%F0%9F%93%B7.jpg"
            })
    void aKeyThatIsNotOursIsSkippedAndNeverLogged(String key) {
        handle(event(key, ""));

        assertThat(media.puts()).isEmpty();
        assertThat(lines).singleElement().asString().contains("WARN").doesNotContain("alice");
    }

    @Test
    void anOriginalDeletedMeanwhileIsNoFailure() {
        handle(event(FIRST.originalKey(), "abc"));

        assertThat(media.puts()).isEmpty();
        assertThat(lines).singleElement().asString().contains("INFO", "gone");
    }

    @Test
    void aFailureOfTheStoreIsThrownSoThatTheEventComesAgainButOnlyAfterTheOtherRecords() {
        originals.put(FIRST.originalKey(), FILE, Optional.empty());
        originals.put(SECOND.originalKey(), FILE, Optional.empty());
        media.failFor(FIRST.photoId().value());

        assertThatThrownBy(() -> handle(event(FIRST.originalKey(), ""), event(SECOND.originalKey(), "")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(FIRST.photoId().value());
        assertThat(media.manifest(SECOND)).isPresent();
    }

    @Test
    void onlyTheFirstInvocationIsCold() {
        originals.put(FIRST.originalKey(), FILE, Optional.empty());

        handle(event(FIRST.originalKey(), ""));
        handle(event(FIRST.originalKey(), ""));

        assertThat(media.manifest(FIRST).orElseThrow().timing().coldStart()).isFalse();
    }

    @Test
    void theAnswerSaysWhatRenditionsAreMadeWithAndWhatBecameOfEachPhoto() {
        PhotoKey broken = photo("01DX5ZZKBKACTAV9WEVGEMMVRZ");
        originals.put(FIRST.originalKey(), FILE, Optional.empty());
        originals.put(broken.originalKey(), "no image".getBytes(UTF_8), Optional.empty());

        JsonNode answer = handle(
                event(FIRST.originalKey(), ""),
                event(SECOND.originalKey(), ""),
                event(broken.originalKey(), ""),
                event(FIRST.originalKey(), "another"));

        assertThat(answer.path("recipe").asText())
                .isEqualTo(media.manifest(FIRST).orElseThrow().recipe());
        assertThat(answer.path("engine").asText()).isEqualTo(Engines.any().recipe());
        assertThat(answer.path("renditions").asInt())
                .isEqualTo(media.manifest(FIRST).orElseThrow().renditions().size());
        assertThat(answer.path("memoryMegabytes").asInt()).isPositive();
        assertThat(answer.path("photos").findValuesAsText("photoId"))
                .containsExactly(
                        FIRST.photoId().value(),
                        SECOND.photoId().value(),
                        broken.photoId().value(),
                        FIRST.photoId().value());
        assertThat(answer.path("photos").findValuesAsText("outcome"))
                .containsExactly("READY", "MISSING", "REJECTED", "CHANGED");
        assertThat(answer.path("photos").path(2).path("rejection").asText()).isEqualTo("NOT_AN_IMAGE");
    }

    @Test
    void anEventWithoutRecordsOnlyAsks() {
        JsonNode answer = handle();

        assertThat(answer.path("recipe").asText()).matches("[0-9a-f]{16}");
        assertThat(answer.path("photos")).isEmpty();
        assertThat(media.puts()).isEmpty();
        assertThat(lines).isEmpty();
    }

    @Test
    void aMissingVariableIsNamedAtTheStart() {
        assertThatThrownBy(() -> ThumbnailWiring.maker(Map.of())).hasMessageContaining("MEDIA_BUCKET");
    }

    private JsonNode handle(String... notifications) {
        String event = "{\"Records\":[" + String.join(",", notifications) + "]}";
        var answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, new TestContext("r-1"));
            return JSON.readTree(answer.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The record of the sample event.
    private static String event(String key, String etag) {
        try (InputStream file = ThumbnailHandlerTest.class.getResourceAsStream("/events/object-created.json")) {
            return JSON.readTree(file)
                    .path("Records")
                    .path(0)
                    .toString()
                    .replace("@KEY@", key)
                    .replace("@ETAG@", etag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PhotoKey photo(String id) {
        return new PhotoKey(new UserId("alice"), new PhotoId(id));
    }
}
