package dev.darkroom.upload;

import static dev.darkroom.upload.UploadFixture.ALICE;
import static dev.darkroom.upload.UploadFixture.manyPhotos;
import static dev.darkroom.upload.UploadFixture.photo;
import static dev.darkroom.upload.UploadFixture.photos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.ApiCall;
import dev.darkroom.http.Provocations;
import dev.darkroom.http.TemplateRoutes;
import dev.darkroom.http.contract.Contract;
import dev.darkroom.http.contract.DocumentedCase;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.tables.Overheard;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.tables.RequestTable;
import dev.darkroom.tables.Samples;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Provokes every answer that openapi.yaml documents for uploads. That each is as documented, down to its fields and
/// headers, [ApiCall] checks as it does for all tests.
class AnsweredAsWrittenTest {
    private static final String NOBODYS = "/photos/" + Samples.photoId(9_999) + "/upload";

    private final UploadFixture upload = new UploadFixture();
    private final String pending =
            upload.alice.post("/photos", photos(photo(1))).at("/photos/0/photoId");
    private final Provocations provocations = provocations();

    static List<DocumentedCase> cases() {
        return Contract.ofThisProject().cases(TemplateRoutes.of("UploadHandler"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itIsAnswered(DocumentedCase documented) {
        provocations.check(documented);
    }

    @Test
    void everyCallProvokesADocumentedAnswer() {
        assertThat(provocations.without(cases())).isEmpty();
    }

    private Provocations provocations() {
        ApiCall alice = upload.alice;
        String renewal = "/photos/" + pending + "/upload";
        return new Provocations(alice, broken(), this::exhausted, Map.of("photoId", pending))
                .on("POST /photos 201", () -> alice.post("/photos", photos(photo(2))))
                .on(
                        "POST /photos 415 unsupported-image-type",
                        () -> alice.post("/photos", photos(photo(2).replace("jpeg", "heic"))))
                .on("POST /photos 422 idempotency-key-reused", () -> {
                    ApiCall named = alice.with("idempotency-key", "key-1");
                    named.post("/photos", photos(photo(2)));
                    return named.post("/photos", photos(photo(3)));
                })
                .on("POST /photos 429 too-many-pending", () -> {
                    alice.post("/photos", manyPhotos(20));
                    return alice.post("/photos", photos(manyAnew()));
                })
                .on("POST /photos/{photoId}/upload 200", () -> alice.post(renewal, ""))
                .on("POST /photos/{photoId}/upload 404 not-found", () -> alice.post(NOBODYS, ""))
                .on("POST /photos/{photoId}/upload 409 already-uploaded", () -> {
                    PhotoKey key = new PhotoKey(ALICE, new PhotoId(pending));
                    upload.photos.recordReady(key, Samples.media(key, 1), Samples.capture(), upload.now);
                    return alice.post(renewal, "");
                })
                .on("POST /photos/{photoId}/upload 422 idempotency-key-reused", () -> {
                    ApiCall named = alice.with("idempotency-key", "key-1");
                    named.post("/photos", photos(photo(2)));
                    return named.post(renewal, "");
                });
    }

    private static String[] manyAnew() {
        return IntStream.range(100, 120).mapToObj(UploadFixture::photo).toArray(String[]::new);
    }

    private ApiCall broken() {
        Consumer<String> unreachable = _ -> {
            throw new IllegalStateException("no table can be reached");
        };
        return upload.over(
                        Overheard.by(unreachable, PhotoTable.class, upload.photos),
                        Overheard.by(unreachable, RequestTable.class, upload.requests))
                .as("alice");
    }

    private ApiCall exhausted() {
        for (int i = 0; i < UploadFixture.WRITES_PER_MINUTE; i++) {
            upload.alice.post(NOBODYS, "");
        }
        return upload.alice;
    }
}
