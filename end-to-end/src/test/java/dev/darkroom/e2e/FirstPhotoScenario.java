package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.NewPhoto;
import dev.darkroom.client.Uploaded;
import dev.darkroom.client.Views.Intent;
import dev.darkroom.client.Views.Photo;
import dev.darkroom.client.Views.Rendition;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// The main job, on any cloud: a photo goes from upload to a friend's feed.
interface FirstPhotoScenario {
    Cloud cloud();

    @Test
    default void aPhotoGoesFromUploadToAFriendsFeed() throws IOException {
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud());
                Person mallory = Person.named("mallory", cloud())) {
            alice.befriends(bob);
            NewPhoto photo = TestPhotos.jpegOnItsSide();

            Intent intent = alice.client().announce(List.of(photo)).getFirst();
            assertThat(intent.state()).isEqualTo("PENDING");
            assertThat(alice.client().upload(intent, photo)).isInstanceOf(Uploaded.Stored.class);

            Photo ready = alice.ready(intent.photoId());
            assertThat(ready.width()).isEqualTo(TestPhotos.HEIGHT);
            assertThat(ready.height()).isEqualTo(TestPhotos.WIDTH);
            Photo seen = bob.seesInFeed(intent.photoId());
            assertThat(seen.ownerId()).isEqualTo(alice.userId());
            assertThat(seen.shown()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(seen.shown().getFirst().height())
                    .isGreaterThan(seen.shown().getFirst().width());
            for (Rendition rendition : seen.shown()) {
                BufferedImage image = ImageIO.read(URI.create(rendition.url()).toURL());
                assertThat(List.of(image.getWidth(), image.getHeight()))
                        .isEqualTo(List.of(rendition.width(), rendition.height()));
                assertThat(image.getHeight()).isGreaterThanOrEqualTo(image.getWidth());
            }
            assertThat(alice.seesInFeed(intent.photoId()).photoId()).isEqualTo(intent.photoId());
            assertThat(mallory.feed()).isEmpty();
            assertThat(mallory.client().photo(alice.userId(), intent.photoId())).isEmpty();
        }
    }
}
