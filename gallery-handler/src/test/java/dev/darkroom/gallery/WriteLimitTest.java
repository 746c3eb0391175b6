package dev.darkroom.gallery;

import static dev.darkroom.gallery.GalleryFixture.WRITES_PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.ApiAnswer;
import dev.darkroom.tables.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WriteLimitTest {
    private final GalleryFixture gallery = new GalleryFixture();

    @Test
    void whoChangesTooMuchIsToldWhenToGoOn() {
        gallery.pass(Duration.ofMillis(12_500));
        for (int i = 0; i < WRITES_PER_MINUTE; i++) {
            // Refused writes count too, or guessing would be free.
            assertThat(gallery.alice
                            .delete("/friends/" + (i % 2 == 0 ? "bob-sub" : "alice-sub"))
                            .status())
                    .isNotEqualTo(429);
        }

        ApiAnswer tooMany = gallery.alice.put("/friends/bob-sub", "");

        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.at("/type")).isEqualTo("urn:problem-type:darkroom:too-many-requests");
        assertThat(tooMany.header("retry-after")).isEqualTo("48");
        assertThat(gallery.bob.get("/friends?state=REQUESTED_IN").json().path("items"))
                .isEmpty();
        assertThat(gallery.alice.get("/friends").status()).as("reading").isEqualTo(200);
        String lookup = "{\"photos\":[{\"ownerId\":\"bob-sub\",\"photoId\":\"" + Samples.photoId(1) + "\"}]}";
        assertThat(gallery.alice.post("/photos/lookup", lookup).status())
                .as("reading by POST")
                .isEqualTo(200);
        assertThat(gallery.bob.put("/friends/alice-sub", "").status())
                .as("others")
                .isEqualTo(200);

        gallery.pass(Duration.ofSeconds(48));
        assertThat(gallery.alice.put("/friends/bob-sub", "").status()).isEqualTo(200);
    }
}
