package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.Views.Friend;
import dev.darkroom.client.Views.Hop;
import dev.darkroom.client.Views.Photo;
import dev.darkroom.client.Views.User;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Who people are to each other, and what became of their photos.
interface PeopleScenarios {
    Cloud cloud();

    @Test
    default void aHandleThatIsGivenUpCanBeAnothers() {
        String handle = "h" + UUID.randomUUID().toString().substring(0, 18);
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud())) {
            alice.client().rename("Alice", Optional.of(handle));
            assertThat(bob.client().find(handle)).map(User::userId).contains(alice.userId());

            alice.client().rename("Alice", Optional.empty());
            assertThat(bob.client().find(handle)).isEmpty();

            bob.client().rename("Bob", Optional.of(handle));
            assertThat(alice.client().find(handle)).map(User::userId).contains(bob.userId());
        }
    }

    @Test
    default void friendsAreListedByTheirState() {
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud())) {
            alice.client().befriend(bob.userId());
            assertThat(bob.client().friends("REQUESTED_IN", Optional.empty()).items())
                    .extracting(Friend::user)
                    .extracting(User::userId)
                    .containsExactly(alice.userId());

            bob.client().befriend(alice.userId());
            assertThat(alice.client().friends("ACCEPTED", Optional.empty()).items())
                    .extracting(Friend::user)
                    .extracting(User::userId)
                    .containsExactly(bob.userId());
        }
    }

    @Test
    default void anOwnerReadsWhatBecameOfAPhoto() {
        try (Person alice = Person.named("alice", cloud())) {
            Photo photo = alice.shares(TestPhotos.jpeg());
            Waiting.until("every hop is in the journal")
                    .untilAsserted(() -> assertThat(alice.client().journal(photo.photoId()))
                            .extracting(Hop::hop)
                            .contains("thumbnail", "metadata", "feed"));
            assertThat(alice.client().photos(Optional.empty()).items())
                    .extracting(Photo::photoId)
                    .containsExactly(photo.photoId());
        }
    }
}
