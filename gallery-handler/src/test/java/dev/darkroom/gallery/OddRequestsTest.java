package dev.darkroom.gallery;

import static dev.darkroom.gallery.GalleryFixture.ALICE;

import dev.darkroom.http.TemplateRoutes;
import dev.darkroom.http.contract.Contract;
import dev.darkroom.http.contract.OddRequest;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Visibility;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Wrong types, lengths, characters and fields, everywhere in requests to the gallery.
class OddRequestsTest {
    static Set<String> routes() {
        return TemplateRoutes.of("GalleryHandler");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void whatTheContractDoesNotAllowIsRefusedByNameAndAllElseIsNot(String routeKey) {
        Map<String, String> headers = routeKey.startsWith("PATCH ") ? Map.of("if-match", "*") : Map.of();
        var softly = new SoftAssertions();
        for (OddRequest odd : Contract.ofThisProject().oddRequests(routeKey)) {
            // Its own gallery, so that one request's outcome is not the next one's surprise.
            var gallery = new GalleryFixture();
            PhotoKey photo = gallery.ready(ALICE, 1, Visibility.PUBLIC);
            softly.check(() ->
                    odd.judge(gallery.alice, Map.of("photoId", photo.photoId().value(), "userId", "bob-sub"), headers));
        }
        softly.assertAll();
    }
}
