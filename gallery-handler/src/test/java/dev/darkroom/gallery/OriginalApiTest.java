package dev.darkroom.gallery;

import static dev.darkroom.gallery.GalleryFixture.ALICE;
import static dev.darkroom.gallery.GalleryFixture.distinguishable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.ApiAnswer;
import dev.darkroom.model.Announcement;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.Samples;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginalApiTest {
    private final GalleryFixture gallery = new GalleryFixture();

    private ApiAnswer original(PhotoKey key) {
        return gallery.alice.get("/photos/" + key.photoId() + "/original");
    }

    private PhotoKey ready(Optional<String> fileName, ImageType type) {
        PhotoKey key = Samples.photoKey(ALICE, 1);
        gallery.photos.create(Photo.announced(
                key,
                Visibility.PRIVATE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new Announcement(fileName, type, 1_234, "ab".repeat(32)),
                gallery.now,
                Samples.TRACE));
        gallery.photos.recordReady(key, Samples.media(key, 1), Samples.capture(), gallery.now);
        return key;
    }

    private static String disposition(ApiAnswer answer) {
        return Arrays.stream(answer.at("/url").split("[?&]"))
                .filter(parameter -> parameter.startsWith("response-content-disposition="))
                .map(parameter -> parameter.substring(parameter.indexOf('=') + 1))
                .map(value -> URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theOwnerGetsAUrlForAQuarterOfAnHour() {
        gallery.pass(Duration.ofMillis(700));
        PhotoKey key = gallery.ready(ALICE, 1, Visibility.PRIVATE);

        ApiAnswer answer = original(key);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(GalleryFixture.fields(answer.json()))
                .containsExactly("url", "expiresAt", "contentType", "sizeBytes", "sha256");
        assertThat(answer.at("/url"))
                .startsWith("http://localhost:1/uploads/alice-sub/" + key.photoId() + "?")
                .contains("X-Amz-Date=20261121T100000Z", "X-Amz-Expires=900", "X-Amz-Signature=");
        assertThat(answer.at("/expiresAt")).isEqualTo("2026-11-21T10:15:00.000Z");
        assertThat(answer.at("/contentType")).isEqualTo("image/jpeg");
        assertThat(answer.at("/sizeBytes")).isEqualTo("1234567");
        assertThat(answer.at("/sha256")).isEqualTo("ab".repeat(32));
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(disposition(answer)).isEqualTo("attachment; filename=\"IMG_1.JPG\"; filename*=UTF-8''IMG_1.JPG");
    }

    /// Names beyond ASCII travel as RFC 5987 has it, those in ASCII in both forms.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Été à Paris.jpg, _t_ _ Paris.jpg, %C3%89t%C3%A9%20%C3%A0%20Paris.jpg",
                "写真.png, __.png, %E5%86%99%E7%9C%9F.png",
                "😀.gif, _.gif, %F0%9F%98%80.gif",
                "a\"b\\c.jpg, a_b_c.jpg, a%22b_c.jpg",
                "100%.jpg, 100_.jpg, 100%25.jpg",
                "../../etc/passwd, .._.._etc_passwd, .._.._etc_passwd",
                "it's (1);x=y*.jpg, it's (1);x=y*.jpg, it%27s%20%281%29%3Bx%3Dy%2A.jpg",
            })
    void aFileKeepsItsNameAndCannotSmuggleAHeaderOrAPath(String name, String ascii, String encoded) {
        assertThat(disposition(original(ready(Optional.of(name), ImageType.JPEG))))
                .isEqualTo("attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded);
    }

    @Test
    void lineBreaksInANameAreReplaced() {
        assertThat(disposition(original(ready(Optional.of("a\r\nset-cookie: x\t.jpg"), ImageType.JPEG))))
                .isEqualTo(
                        "attachment; filename=\"a__set-cookie: x_.jpg\"; filename*=UTF-8''a__set-cookie%3A%20x_.jpg");
    }

    @Test
    void aFileWithoutANameIsCalledByThePhotosId() {
        PhotoKey key = ready(Optional.empty(), ImageType.WEBP);

        assertThat(disposition(original(key))).contains("filename=\"" + key.photoId() + ".webp\"");
    }

    @Test
    void aPhotoThatIsPendingHasNoOriginalYet() {
        ApiAnswer answer = original(gallery.pending(ALICE, 1, Visibility.FRIENDS));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/type")).isEqualTo("urn:problem-type:darkroom:not-ready");
    }

    @Test
    void nobodyElseFindsAnOriginalAndNothingIsLeftOfOneRefusedOrDeleted() {
        PhotoKey ready = gallery.ready(ALICE, 1, Visibility.PUBLIC);
        PhotoKey rejected = gallery.pending(ALICE, 2, Visibility.PUBLIC);
        gallery.photos.recordRejected(rejected, Samples.sequencer(1), Rejection.DAMAGED, gallery.now);
        PhotoKey deleted = gallery.ready(ALICE, 3, Visibility.PUBLIC);
        gallery.photos.delete(deleted, gallery.now);
        List<String> refusals = new ArrayList<>();
        refusals.add(distinguishable(gallery.bob.get("/photos/" + ready.photoId() + "/original")));
        refusals.add(distinguishable(original(rejected)));
        refusals.add(distinguishable(original(deleted)));
        refusals.add(distinguishable(original(Samples.photoKey(ALICE, 9_999))));
        refusals.add(distinguishable(gallery.alice.get("/photos/nonsense/original")));

        assertThat(refusals)
                .allMatch(refusals.getFirst()::equals)
                .first()
                .asString()
                .startsWith("404 ");
    }
}
