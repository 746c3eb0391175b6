package dev.darkroom.upload;

import static dev.darkroom.upload.UploadFixture.photo;
import static dev.darkroom.upload.UploadFixture.photos;

import dev.darkroom.http.TemplateRoutes;
import dev.darkroom.http.contract.Contract;
import dev.darkroom.http.contract.OddRequest;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Wrong types, lengths, characters and fields, everywhere in requests for uploads.
class OddRequestsTest {
    static Set<String> routes() {
        return TemplateRoutes.of("UploadHandler");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void whatTheContractDoesNotAllowIsRefusedByNameAndAllElseIsNot(String routeKey) {
        var softly = new SoftAssertions();
        for (OddRequest odd : Contract.ofThisProject().oddRequests(routeKey)) {
            // Its own tables, so that one request's outcome is not the next one's surprise.
            var upload = new UploadFixture();
            String photoId = upload.alice.post("/photos", photos(photo(1))).at("/photos/0/photoId");
            softly.check(() -> odd.judge(upload.alice, Map.of("photoId", photoId), Map.of()));
        }
        softly.assertAll();
    }
}
