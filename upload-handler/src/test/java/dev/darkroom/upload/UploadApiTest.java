package dev.darkroom.upload;

import static dev.darkroom.upload.UploadFixture.ALICE;
import static dev.darkroom.upload.UploadFixture.manyPhotos;
import static dev.darkroom.upload.UploadFixture.photo;
import static dev.darkroom.upload.UploadFixture.photos;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import dev.darkroom.http.TemplateRoutes;
import dev.darkroom.model.Announcement;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Timestamps;
import dev.darkroom.model.Traceparent;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.Samples;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class UploadApiTest {
    private static final String PHOTO = photo(1);

    private final UploadFixture uploads = new UploadFixture();
    private final ApiCall alice = uploads.alice;

    @Test
    void anIntentIsStoredAsAPendingPhoto() {
        ApiAnswer answer = alice.post("/photos", """
                {"photos":[{"fileName":"IMG 1.jpg","contentType":"image/png","sizeBytes":7,"sha256":"%s",
                  "title":"Sea","description":"Early","tags":["a","b","a"],"visibility":"PUBLIC"}]}""".formatted("AB".repeat(32)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.at("/photos/0/state")).isEqualTo("PENDING");
        Photo photo = uploads.stored(answer, 0);
        assertThat(photo.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(photo.title()).contains("Sea");
        assertThat(photo.description()).contains("Early");
        assertThat(photo.tags()).containsExactly("a", "b");
        assertThat(photo.announcement().fileName()).contains("IMG 1.jpg");
        assertThat(photo.announcement().type()).isEqualTo(ImageType.PNG);
        assertThat(photo.announcement().sha256()).isEqualTo("ab".repeat(32));
        assertThat(photo.createdAt()).isEqualTo(uploads.now);
        assertThat(photo.expiresAt().orElseThrow()).isAfter(uploads.now.plus(Duration.ofDays(29)));
    }

    @Test
    void onlyFriendsSeeAPhotoUnlessItsOwnerSaysOtherwise() {
        assertThat(uploads.stored(alice.post("/photos", photos(PHOTO)), 0).visibility())
                .isEqualTo(Visibility.FRIENDS);
    }

    @Test
    void theFirstCallMakesAProfile() {
        alice.post("/photos", photos(PHOTO));

        assertThat(uploads.users.find(ALICE).orElseThrow().displayName()).isEqualTo("alice");
    }

    @Test
    void theUrlIsSignedForExactlyWhatWasAnnounced() {
        ApiAnswer answer = alice.post("/photos", photos(PHOTO));

        JsonNode upload = answer.json().at("/photos/0/upload");
        URI url = URI.create(upload.path("url").asText());
        Photo photo = uploads.stored(answer, 0);
        assertThat(upload.path("method").asText()).isEqualTo("PUT");
        assertThat(url.getPath()).isEqualTo("/uploads/" + photo.key().originalKey());
        assertThat(query(url))
                .containsEntry(
                        "X-Amz-SignedHeaders",
                        "content-length%3Bcontent-type%3Bhost%3Bif-none-match%3Bx-amz-checksum-sha256"
                                + "%3Bx-amz-meta-traceparent")
                .containsEntry("X-Amz-Expires", "900")
                .containsEntry("X-Amz-Date", "20261121T100000Z");
        assertThat(upload.path("expiresAt").asText()).isEqualTo("2026-11-21T10:15:00.000Z");
        assertThat(textsOf(upload.path("headers")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "content-type", "image/jpeg",
                        "if-none-match", "*",
                        "x-amz-checksum-sha256", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
                        "x-amz-meta-traceparent",
                                photo.traceparent().orElseThrow().value()));
        assertThat(textsOf(upload.path("optionalHeaders")))
                .containsExactlyEntriesOf(Map.of(
                        "x-amzn-trace-id", photo.traceparent().orElseThrow().toXRayHeader()));
    }

    @Test
    void theSignatureHoldsTheSizeToo() {
        String one = signature(alice.post("/photos", photos(PHOTO)));
        Photo photo = uploads.photos
                .list(ALICE, Set.of(PhotoState.PENDING), Optional.empty(), 1)
                .photos()
                .getFirst();
        String renewed = query(URI.create(alice.post("/photos/" + photo.key().photoId() + "/upload", "")
                        .at("/upload/url")))
                .getOrDefault("X-Amz-Signature", "");

        assertThat(renewed).isEqualTo(one);
        uploads.photos.put(withSize(photo, 1235));
        assertThat(query(URI.create(alice.post("/photos/" + photo.key().photoId() + "/upload", "")
                        .at("/upload/url"))))
                .doesNotContainEntry("X-Amz-Signature", one);
    }

    @Test
    void twentyPhotosAreTakenInTheOrderOfTheRequest() {
        ApiAnswer answer = alice.post("/photos", manyPhotos(20));

        List<String> ids = StreamSupport.stream(answer.json().at("/photos").spliterator(), false)
                .map(photo -> photo.path("photoId").asText())
                .toList();
        assertThat(ids).hasSize(20).doesNotHaveDuplicates().isSorted();
        assertThat(ids).allSatisfy(id -> assertThat(new PhotoId(id).mintedAt()).isEqualTo(uploads.now));
        assertThat(alice.post("/photos", manyPhotos(21)).at("/errors/0/message"))
                .isEqualTo("must be a list of 1 to 20 objects");
        assertThat(alice.post("/photos", photos()).status()).isEqualTo(400);
    }

    @Test
    void heicIsRefusedWithTheTypesThatAreAcceptedAndWhatToDo() {
        ApiAnswer answer = alice.post("/photos", photos(PHOTO, PHOTO.replace("image/jpeg", "image/heic")));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.at("/detail")).contains("image/jpeg, image/png, image/webp, image/gif", "Convert", "HEIC");
        assertThat(answer.at("/errors/0/field")).isEqualTo("photos[1].contentType");
        assertThat(uploads.photos
                        .list(ALICE, EnumSet.allOf(PhotoState.class), Optional.empty(), 9)
                        .photos())
                .isEmpty();
    }

    @Test
    void aRequestWithOtherMistakesIsInvalidWhateverTheType() {
        ApiAnswer answer = alice.post("/photos", photos("""
                {"contentType":"image/heic","sizeBytes":26214401,"sha256":"12","visibility":"friends","size":1}"""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("photos[0].contentType", "image/webp")
                .contains("photos[0].sizeBytes", "26214400 (25 MB)")
                .contains("photos[0].sha256", "64 hex digits")
                .contains("photos[0].visibility", "one of PRIVATE, FRIENDS, PUBLIC")
                .contains("photos[0].size\"", "is not a field here");
    }

    @Test
    void aPhotoJoinsTheCallersTraceWhereThereIsOne() {
        Photo joined =
                uploads.stored(alice.with("traceparent", Samples.TRACE.value()).post("/photos", photos(PHOTO)), 0);
        Photo other = uploads.stored(alice.with("traceparent", "00-nonsense").post("/photos", photos(photo(2))), 0);

        assertThat(joined.traceparent()).contains(Samples.TRACE);
        assertThat(other.traceparent().map(Traceparent::traceId).orElseThrow())
                .startsWith(Long.toHexString(uploads.now.getEpochSecond()));
    }

    @Test
    void aPendingPhotoGetsAnotherUrlUnderTheSameAnnouncement() {
        ApiAnswer first = alice.post("/photos", photos(PHOTO));
        uploads.pass(Duration.ofHours(1));

        ApiAnswer again = alice.post("/photos/" + first.at("/photos/0/photoId") + "/upload", "");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/photoId")).isEqualTo(first.at("/photos/0/photoId"));
        assertThat(again.json().at("/upload/headers")).isEqualTo(first.json().at("/photos/0/upload/headers"));
        assertThat(again.at("/upload/expiresAt")).isEqualTo(Timestamps.format(Instant.parse("2026-11-21T11:15:00Z")));
    }

    @Test
    void aPhotoThatHasArrivedNeedsNoUrl() {
        PhotoKey ready = intent(1);
        uploads.photos.recordReady(ready, Samples.media(ready, 1), Samples.capture(), uploads.now);
        PhotoKey rejected = intent(2);
        uploads.photos.recordRejected(rejected, Samples.sequencer(1), Rejection.TRUNCATED, uploads.now);

        for (PhotoKey key : List.of(ready, rejected)) {
            ApiAnswer answer = alice.post("/photos/" + key.photoId() + "/upload", "");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.at("/type")).isEqualTo("urn:problem-type:darkroom:already-uploaded");
        }
    }

    @Test
    void aPhotoThatIsGoneOrAnothersIsNotFound() {
        PhotoKey deleted = intent(1);
        uploads.photos.delete(deleted, uploads.now);
        PhotoKey pending = intent(2);

        assertThat(notFound(alice, deleted.photoId().value())).isEqualTo(notFound(alice, "nonsense"));
        assertThat(notFound(uploads.anyone.as("bob"), pending.photoId().value()))
                .isEqualTo(notFound(alice, "nonsense"));
        uploads.pass(Photo.KEPT.plusSeconds(1));
        assertThat(notFound(alice, pending.photoId().value())).isEqualTo(notFound(alice, "nonsense"));
        assertThat(uploads.logged).isNotEmpty().noneMatch(line -> line.contains("ERROR"));
    }

    @Test
    void withoutATokenNothingIsStored() {
        assertThat(uploads.anyone.post("/photos", photos(PHOTO)).status()).isEqualTo(401);
    }

    @Test
    void theRoutesAreThoseOfTheTemplate() {
        assertThat(alice.routeKeys())
                .containsExactlyInAnyOrderElementsOf(TemplateRoutes.of("UploadHandler"))
                .hasSize(2);
    }

    private String notFound(ApiCall caller, String photoId) {
        ApiAnswer answer = caller.post("/photos/" + photoId + "/upload", "");
        assertThat(answer.status()).isEqualTo(404);
        return answer.body().replace(answer.at("/requestId"), "");
    }

    private PhotoKey intent(int number) {
        PhotoKey key = Samples.photoKey(ALICE, number);
        uploads.photos.put(Photo.announced(
                key,
                Visibility.FRIENDS,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Samples.intent(key, Visibility.FRIENDS).announcement(),
                uploads.now,
                Samples.TRACE));
        return key;
    }

    private static Photo withSize(Photo photo, long sizeBytes) {
        var announced = photo.announcement();
        return Photo.announced(
                photo.key(),
                photo.visibility(),
                photo.title(),
                photo.description(),
                photo.tags(),
                new Announcement(announced.fileName(), announced.type(), sizeBytes, announced.sha256()),
                photo.createdAt(),
                photo.traceparent().orElseThrow());
    }

    private static String signature(ApiAnswer answer) {
        return query(URI.create(answer.at("/photos/0/upload/url"))).getOrDefault("X-Amz-Signature", "");
    }

    private static Map<String, String> query(URI url) {
        return Arrays.stream(url.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static Map<String, String> textsOf(JsonNode object) {
        return object.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText()));
    }
}
