package dev.darkroom.gallery;

import static dev.darkroom.gallery.GalleryFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.contract.Exchange;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Visibility;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Every answer of this module's tests is searched for what is not for the caller; here is what the search must find.
class PlantedLeakTest {
    private final GalleryFixture gallery = new GalleryFixture();
    private final PhotoKey photo = gallery.ready(ALICE, 1, Visibility.PUBLIC);
    private final String address = "/users/alice-sub/photos/" + photo.photoId();

    @Test
    void theOwnersAnswerInAnothersHandsIsFound() {
        ApiAnswer owners = gallery.alice.get(address);

        assertThat(gallery.leaks.in(exchange("bob-sub", owners.body())))
                .anyMatch(leak -> leak.contains("owner's view of another's photo"))
                .anyMatch(leak -> leak.contains("secret file name"))
                .anyMatch(leak -> leak.contains("secret latitude"))
                .anyMatch(leak -> leak.contains("secret longitude"))
                .anyMatch(leak -> leak.contains("field suggestions"))
                .anyMatch(leak -> leak.contains("secret suggested title"))
                .anyMatch(leak -> leak.contains("secret suggested description"))
                .anyMatch(leak -> leak.contains("secret suggested tag"));
    }

    @Test
    void aPlaceInAPublicViewIsFound() {
        String body = gallery.bob.get(address).body();
        String planted = body.replace("Early, before the boats left", "53.54321 north")
                .replaceFirst("\\{", "{\"camera\":\"X\",");

        assertThat(gallery.leaks.in(exchange("bob-sub", body))).isEmpty();
        assertThat(gallery.leaks.in(exchange("bob-sub", planted)))
                .anyMatch(leak -> leak.contains("field camera, which is not one of a PUBLIC"))
                .anyMatch(leak -> leak.contains("secret latitude"));
    }

    private Exchange exchange(String caller, String body) {
        return new Exchange("GET", address, Optional.of(caller), 200, Map.of(), body);
    }
}
