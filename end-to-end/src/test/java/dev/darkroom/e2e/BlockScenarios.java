package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.ProblemException;
import dev.darkroom.client.Views.Friend;
import dev.darkroom.client.Views.Photo;
import dev.darkroom.client.Views.User;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is left of someone to those whom they block.
interface BlockScenarios {
    Cloud cloud();

    @Test
    default void aBlockTakesAllAwayAtOnceAndANewFriendshipBringsItBack() {
        String handle = "h" + UUID.randomUUID().toString().substring(0, 18);
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud())) {
            alice.client().rename("Alice", Optional.of(handle));
            alice.befriends(bob);
            Photo hers = alice.shares(TestPhotos.jpeg());
            Photo shown = alice.shares(TestPhotos.jpeg().withVisibility("PUBLIC"));
            Photo his = bob.shares(TestPhotos.jpeg());
            bob.seesInFeed(hers.photoId());
            bob.seesInFeed(shown.photoId());
            alice.seesInFeed(his.photoId());

            alice.client().block(bob.userId());

            assertThat(bob.photoIdsInFeed()).containsExactly(his.photoId());
            assertThat(alice.photoIdsInFeed()).containsExactly(shown.photoId(), hers.photoId());
            assertThat(bob.client().photo(alice.userId(), hers.photoId())).isEmpty();
            assertThat(bob.client().photo(alice.userId(), shown.photoId())).isEmpty();
            assertThat(alice.client().photo(bob.userId(), his.photoId())).isEmpty();
            assertThat(bob.client().find(handle)).isEmpty();
            assertThat(bob.client().friends("ACCEPTED", Optional.empty()).items())
                    .isEmpty();
            assertThat(alice.client().friends("BLOCKED", Optional.empty()).items())
                    .extracting(Friend::user)
                    .extracting(User::userId)
                    .containsExactly(bob.userId());

            alice.client().unblock(bob.userId());

            assertThat(bob.client().photo(alice.userId(), shown.photoId())).isPresent();
            assertThat(bob.client().find(handle)).isPresent();
            assertThat(bob.photoIdsInFeed()).containsExactly(his.photoId());
            bob.befriends(alice);
            bob.seesInFeed(hers.photoId());
            bob.seesInFeed(shown.photoId());
            alice.seesInFeed(his.photoId());
        }
    }

    @Test
    default void whoIsBlockedIsToldWhatIsToldOfNobodyAndMayBlockToo() {
        try (Person alice = Person.named("alice", cloud());
                Person mallory = Person.named("mallory", cloud())) {
            alice.client().block(mallory.userId());
            alice.client().block(mallory.userId());

            ProblemException ofAlice = refusal(() -> mallory.client().befriend(alice.userId()));
            ProblemException ofNobody =
                    refusal(() -> mallory.client().befriend(UUID.randomUUID().toString()));
            assertThat(ofAlice.getMessage()).isEqualTo(ofNobody.getMessage());
            assertThat(List.of(ofAlice.status(), ofNobody.status())).containsOnly(404);

            mallory.client().block(alice.userId());
            alice.client().unblock(mallory.userId());
            assertThat(refusal(() -> alice.client().befriend(mallory.userId())).status())
                    .isEqualTo(404);
            assertThat(refusal(() -> mallory.client().befriend(alice.userId())).status())
                    .as("who blocks is told")
                    .isEqualTo(409);
            assertThatThrownBy(() -> alice.client().block(UUID.randomUUID().toString()))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.status()).isEqualTo(404));
        }
    }

    private static ProblemException refusal(Runnable call) {
        try {
            call.run();
        } catch (ProblemException refused) {
            return refused;
        }
        throw new AssertionError("not refused");
    }
}
