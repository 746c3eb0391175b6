package dev.darkroom.client;

import static dev.darkroom.client.ScriptedCloud.photo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.client.Journey.Arrival;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A photo's way to a friend, also where the owner has shared the same bytes before.
final class JourneyTest {
    private static final NewPhoto PHOTO = NewPhoto.of("bytes".getBytes(UTF_8), "image/jpeg");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String KNOWN = "{\"photos\":[{\"photoId\":\"P1\",\"state\":\"READY\"}]}";

    private final ScriptedCloud cloud = new ScriptedCloud();
    private final DarkroomClient alice = new DarkroomClient(cloud, "alice");
    private final DarkroomClient bob = new DarkroomClient(cloud, "bob");
    private final Journey journey = new Journey(alice, bob);

    @BeforeEach
    void alicesProfile() {
        cloud.on("GET /me", 200, "{\"userId\":\"u\",\"displayName\":\"Alice\",\"friendCount\":1,\"createdAt\":\"\"}");
    }

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        cloud.close();
    }

    @Test
    void aNewPhotoArrivesOnceItIsInTheFeed() {
        cloud.on("POST /photos", 201, "{\"photos\":[" + cloud.intent("/first") + "]}");
        cloud.on("PUT /first", 200, "");
        cloud.on("GET /feed", 200, "{\"items\":[" + photo("P0", "READY") + "],\"next\":null}");
        cloud.on("GET /feed", 200, "{\"items\":[" + photo("P1", "READY") + "],\"next\":null}");

        assertThat(journey.share(PHOTO, LIMIT))
                .isInstanceOfSatisfying(
                        Arrival.Arrived.class,
                        arrived -> assertThat(arrived.photo().photoId()).isEqualTo("P1"));
    }

    @Test
    void aPhotoThatWasSharedBeforeIsFoundFarDownInTheFeed() {
        cloud.on("POST /photos", 201, KNOWN);
        cloud.on("GET /users/u/photos/P1", 200, photo("P1", "READY"));
        cloud.on("GET /feed", 200, "{\"items\":[" + photo("P9", "READY") + "],\"next\":\"a\"}");
        cloud.on("GET /feed?cursor=a", 200, "{\"items\":[" + photo("P1", "READY") + "],\"next\":null}");

        assertThat(journey.share(PHOTO, LIMIT))
                .isInstanceOfSatisfying(
                        Arrival.Known.class, known -> assertThat(known.inFeed()).isTrue());
        assertThat(cloud.lines()).noneMatch(line -> line.startsWith("PUT "));
    }

    @Test
    void aPrivatePhotoOfBeforeIsNotWaitedFor() {
        cloud.on("POST /photos", 201, KNOWN);
        cloud.on("GET /users/u/photos/P1", 200, photo("P1", "READY").replace("FRIENDS", "PRIVATE"));

        assertThat(journey.share(PHOTO, LIMIT))
                .isInstanceOfSatisfying(
                        Arrival.Known.class, known -> assertThat(known.inFeed()).isFalse());
        assertThat(cloud.lines()).doesNotContain("GET /feed");
    }
}
