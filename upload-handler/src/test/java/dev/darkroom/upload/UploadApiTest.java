package dev.darkroom.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.aws.S3UrlSigner;
import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import dev.darkroom.http.HttpApi;
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
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.InMemoryPhotoTable;
import dev.darkroom.tables.InMemoryUserTable;
import dev.darkroom.tables.KnownUsers;
import dev.darkroom.tables.Samples;
import dev.darkroom.telemetry.Log;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class UploadApiTest {
    private static final UserId ALICE = new UserId("alice-sub");
    private static final String SHA256 = "ab".repeat(32);
    private static final String PHOTO = """
            {"contentType":"image/jpeg","sizeBytes":1234,"sha256":"%s"}""".formatted(SHA256);

    private Instant now = Instant.parse("2026-11-21T10:00:00.123Z");
    private final InstantSource clock = () -> now;
    private final InMemoryPhotoTable photos = new InMemoryPhotoTable();
    private final InMemoryUserTable users = new InMemoryUserTable();
    private final List<String> logged = new ArrayList<>();
    private final ApiCall alice = api().as("alice");

    @Test
    void anIntentIsStoredAsAPendingPhoto() {
        ApiAnswer answer = alice.post("/photos", """
                {"photos":[{"fileName":"IMG 1.jpg","contentType":"image/png","sizeBytes":7,"sha256":"%s",
                  "title":"Sea","description":"Early","tags":["a","b","a"],"visibility":"PUBLIC"}]}""".formatted(SHA256.toUpperCase(Locale.ROOT)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.at("/photos/0/state")).isEqualTo("PENDING");
        Photo photo = stored(answer, 0);
        assertThat(photo.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(photo.title()).contains("Sea");
        assertThat(photo.description()).contains("Early");
        assertThat(photo.tags()).containsExactly("a", "b");
        assertThat(photo.announcement().fileName()).contains("IMG 1.jpg");
        assertThat(photo.announcement().type()).isEqualTo(ImageType.PNG);
        assertThat(photo.announcement().sha256()).isEqualTo(SHA256);
        assertThat(photo.createdAt()).isEqualTo(now);
        assertThat(photo.expiresAt().orElseThrow()).isAfter(now.plus(Duration.ofDays(29)));
    }

    @Test
    void onlyFriendsSeeAPhotoUnlessItsOwnerSaysOtherwise() {
        assertThat(stored(alice.post("/photos", photos(PHOTO)), 0).visibility()).isEqualTo(Visibility.FRIENDS);
    }

    @Test
    void theFirstCallMakesAProfile() {
        alice.post("/photos", photos(PHOTO));

        assertThat(users.find(ALICE).orElseThrow().displayName()).isEqualTo("alice");
    }

    @Test
    void theUrlIsSignedForExactlyWhatWasAnnounced() {
        ApiAnswer answer = alice.post("/photos", photos(PHOTO));

        JsonNode upload = answer.json().at("/photos/0/upload");
        URI url = URI.create(upload.path("url").asText());
        Photo photo = stored(answer, 0);
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
                        "x-amz-checksum-sha256", "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=",
                        "x-amz-meta-traceparent",
                                photo.traceparent().orElseThrow().value()));
        assertThat(textsOf(upload.path("optionalHeaders")))
                .containsExactlyEntriesOf(Map.of(
                        "x-amzn-trace-id", photo.traceparent().orElseThrow().toXRayHeader()));
    }

    @Test
    void theSignatureHoldsTheSizeToo() {
        String one = signature(alice.post("/photos", photos(PHOTO)));
        Photo photo = photos.list(ALICE, Set.of(PhotoState.PENDING), Optional.empty(), 1)
                .photos()
                .getFirst();
        String renewed = query(URI.create(alice.post("/photos/" + photo.key().photoId() + "/upload", "")
                        .at("/upload/url")))
                .getOrDefault("X-Amz-Signature", "");

        assertThat(renewed).isEqualTo(one);
        photos.put(withSize(photo, 1235));
        assertThat(query(URI.create(alice.post("/photos/" + photo.key().photoId() + "/upload", "")
                        .at("/upload/url"))))
                .doesNotContainEntry("X-Amz-Signature", one);
    }

    @Test
    void twentyPhotosAreTakenInTheOrderOfTheRequest() {
        ApiAnswer answer =
                alice.post("/photos", photos(Collections.nCopies(20, PHOTO).toArray(String[]::new)));

        List<String> ids = StreamSupport.stream(answer.json().at("/photos").spliterator(), false)
                .map(photo -> photo.path("photoId").asText())
                .toList();
        assertThat(ids).hasSize(20).doesNotHaveDuplicates().isSorted();
        assertThat(ids).allSatisfy(id -> assertThat(new PhotoId(id).mintedAt()).isEqualTo(now));
        assertThat(alice.post("/photos", photos(Collections.nCopies(21, PHOTO).toArray(String[]::new)))
                        .at("/errors/0/message"))
                .isEqualTo("must be a list of 1 to 20 objects");
        assertThat(alice.post("/photos", photos()).status()).isEqualTo(400);
    }

    @Test
    void heicIsRefusedWithTheTypesThatAreAcceptedAndWhatToDo() {
        ApiAnswer answer = alice.post("/photos", photos(PHOTO, PHOTO.replace("image/jpeg", "image/heic")));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.at("/detail")).contains("image/jpeg, image/png, image/webp, image/gif", "Convert", "HEIC");
        assertThat(answer.at("/errors/0/field")).isEqualTo("photos[1].contentType");
        assertThat(photos.list(ALICE, EnumSet.allOf(PhotoState.class), Optional.empty(), 9)
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
        Photo joined = stored(alice.with("traceparent", Samples.TRACE.value()).post("/photos", photos(PHOTO)), 0);
        Photo other = stored(alice.with("traceparent", "00-nonsense").post("/photos", photos(PHOTO)), 0);

        assertThat(joined.traceparent()).contains(Samples.TRACE);
        assertThat(other.traceparent().map(Traceparent::traceId).orElseThrow())
                .startsWith(Long.toHexString(now.getEpochSecond()));
    }

    @Test
    void aPendingPhotoGetsAnotherUrlUnderTheSameAnnouncement() {
        ApiAnswer first = alice.post("/photos", photos(PHOTO));
        now = now.plus(Duration.ofHours(1));

        ApiAnswer again = alice.post("/photos/" + first.at("/photos/0/photoId") + "/upload", "");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/photoId")).isEqualTo(first.at("/photos/0/photoId"));
        assertThat(again.json().at("/upload/headers")).isEqualTo(first.json().at("/photos/0/upload/headers"));
        assertThat(again.at("/upload/expiresAt")).isEqualTo(Timestamps.format(Instant.parse("2026-11-21T11:15:00Z")));
    }

    @Test
    void aPhotoThatHasArrivedNeedsNoUrl() {
        PhotoKey ready = intent(1);
        photos.recordReady(ready, Samples.media(ready, 1), Samples.capture(), now);
        PhotoKey rejected = intent(2);
        photos.recordRejected(rejected, Samples.sequencer(1), Rejection.TRUNCATED, now);

        for (PhotoKey key : List.of(ready, rejected)) {
            ApiAnswer answer = alice.post("/photos/" + key.photoId() + "/upload", "");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.at("/type")).isEqualTo("urn:problem-type:darkroom:already-uploaded");
        }
    }

    @Test
    void aPhotoThatIsGoneOrAnothersIsNotFound() {
        PhotoKey deleted = intent(1);
        photos.delete(deleted, now);
        PhotoKey pending = intent(2);

        assertThat(notFound(alice, deleted.photoId().value())).isEqualTo(notFound(alice, "nonsense"));
        assertThat(notFound(api().as("bob"), pending.photoId().value())).isEqualTo(notFound(alice, "nonsense"));
        now = now.plus(Photo.KEPT).plusSeconds(1);
        assertThat(notFound(alice, pending.photoId().value())).isEqualTo(notFound(alice, "nonsense"));
        assertThat(logged).isNotEmpty().noneMatch(line -> line.contains("ERROR"));
    }

    @Test
    void withoutATokenNothingIsStored() {
        assertThat(api().post("/photos", photos(PHOTO)).status()).isEqualTo(401);
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

    private ApiCall api() {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "secret"));
        var signer = new S3UploadSigner(S3UrlSigner.forBucket(
                "uploads", Region.EU_CENTRAL_1, Optional.of(URI.create("http://localhost:1")), credentials));
        var uploads = new Uploads(photos, signer, new Minting(clock, new Random(7)), clock);
        var router = new UploadRoutes(uploads, new KnownUsers(users, clock)).router();
        return ApiCall.to(
                new HttpApi(router, Log.of("upload", Clock.systemUTC(), logged::add))::answer, router.routeKeys());
    }

    private PhotoKey intent(int number) {
        PhotoKey key = Samples.photoKey(ALICE, number);
        photos.put(Photo.announced(
                key,
                Visibility.FRIENDS,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Samples.intent(key, Visibility.FRIENDS).announcement(),
                now,
                Samples.TRACE));
        return key;
    }

    private Photo stored(ApiAnswer answer, int index) {
        return photos.find(new PhotoKey(ALICE, new PhotoId(answer.at("/photos/" + index + "/photoId"))))
                .orElseThrow();
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

    private static String photos(String... photos) {
        return "{\"photos\":[" + String.join(",", photos) + "]}";
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
