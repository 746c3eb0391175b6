package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.client.Views.Photo;
import dev.darkroom.localcloud.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCloudRestartTest {
    @Test
    void aRestartOnTheSameDataKeepsEverythingAndGoesOn(@TempDir Path data) throws IOException {
        String before;
        try (LocalCloud cloud = LocalClouds.start(data);
                Person alice = Person.called("alice", cloud);
                Person bob = Person.called("bob", cloud)) {
            alice.befriends(bob);
            before = alice.shares(TestPhotos.jpeg()).photoId();
            bob.seesInFeed(before);
        }

        try (LocalCloud cloud = LocalClouds.start(data);
                Person alice = Person.called("alice", cloud);
                Person bob = Person.called("bob", cloud)) {
            assertThat(bob.photoIdsInFeed()).containsExactly(before);
            Photo kept = bob.seesInFeed(before);
            URLConnection rendition =
                    URI.create(kept.shown().getFirst().url()).toURL().openConnection();
            assertThat(rendition.getContentType())
                    .isEqualTo(kept.shown().getFirst().contentType());

            String after = alice.shares(TestPhotos.jpeg()).photoId();
            bob.seesInFeed(after);
            assertThat(bob.photoIdsInFeed()).containsExactly(after, before);
        }
    }
}
