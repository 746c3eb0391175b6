package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.Profile;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.FriendshipTable.Befriended;
import dev.darkroom.tables.FriendshipTable.FriendPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [FriendshipTable] promises.
interface FriendshipTableContract {
    FriendshipTable table();

    /// The users whose counts the table keeps.
    UserTable users();

    /// Puts one row past all rules.
    void put(Friendship row);

    /// Sets a user's friend count past all rules.
    void setFriendCount(UserId userId, int friendCount);

    private UserId someone() {
        UserId user = new UserId(UUID.randomUUID().toString());
        users().ensure(user, user.value(), NOW);
        return user;
    }

    private void assertFriendCount(UserId user, int expected) {
        assertThat(users().find(user).map(Profile::friendCount)).contains(expected);
    }

    private void assertRow(UserId user, UserId friend, FriendshipState state) {
        assertThat(table().find(user, friend).map(Friendship::state)).contains(state);
    }

    private void makeFriends(UserId one, UserId other) {
        assertThat(table().befriend(one, other, NOW)).isEqualTo(Befriended.REQUESTED);
        assertThat(table().befriend(other, one, NOW)).isEqualTo(Befriended.ACCEPTED);
    }

    @Test
    default void aRequestIsSeenByBoth() {
        UserId alice = someone();
        UserId bob = someone();

        assertThat(table().befriend(alice, bob, NOW.plusMillis(5))).isEqualTo(Befriended.REQUESTED);

        assertThat(table().find(alice, bob))
                .contains(new Friendship(alice, bob, FriendshipState.REQUESTED_OUT, NOW.plusMillis(5)));
        assertThat(table().find(bob, alice))
                .contains(new Friendship(bob, alice, FriendshipState.REQUESTED_IN, NOW.plusMillis(5)));
        assertFriendCount(alice, 0);
        assertThat(table().friendsAmong(alice, List.of(bob))).isEmpty();
        assertThat(table().acceptedFriends(alice)).isEmpty();
    }

    @Test
    default void pairsTellWhatEachOfManyIsToAUser() {
        UserId alice = someone();
        UserId friend = someone();
        UserId asked = someone();
        UserId blocker = someone();
        UserId stranger = someone();
        makeFriends(alice, friend);
        table().befriend(alice, asked, NOW);
        put(new Friendship(blocker, alice, FriendshipState.BLOCKED, NOW));

        Map<UserId, FriendshipPair> pairs = table().pairs(alice, List.of(friend, asked, blocker, stranger, friend));

        assertThat(pairs).containsOnlyKeys(friend, asked, blocker, stranger).allSatisfy((other, pair) -> {
            assertThat(pair.userId()).isEqualTo(alice);
            assertThat(pair.friendId()).isEqualTo(other);
            assertThat(pair.own()).isEqualTo(table().find(alice, other));
            assertThat(pair.other()).isEqualTo(table().find(other, alice));
            assertThat(pair.areFriends()).isEqualTo(other.equals(friend));
            assertThat(pair.isBlockedByOther()).isEqualTo(other.equals(blocker));
        });
        assertThat(table().pairs(alice, List.of())).isEmpty();
    }

    @Test
    default void aRequestThatIsAnsweredMakesFriends() {
        UserId alice = someone();
        UserId bob = someone();
        table().befriend(alice, bob, NOW);

        assertThat(table().befriend(bob, alice, NOW.plusSeconds(1))).isEqualTo(Befriended.ACCEPTED);

        assertThat(table().find(alice, bob))
                .contains(new Friendship(alice, bob, FriendshipState.ACCEPTED, NOW.plusSeconds(1)));
        assertRow(bob, alice, FriendshipState.ACCEPTED);
        assertFriendCount(alice, 1);
        assertFriendCount(bob, 1);
        assertThat(table().friendsAmong(alice, List.of(bob, someone()))).containsExactly(bob);
        assertThat(table().acceptedFriends(bob)).containsExactly(alice);
    }

    @Test
    default void askingAgainChangesNothing() {
        UserId alice = someone();
        UserId bob = someone();
        table().befriend(alice, bob, NOW);

        assertThat(table().befriend(alice, bob, NOW.plusSeconds(9))).isEqualTo(Befriended.REQUESTED);
        assertThat(table().find(alice, bob).map(Friendship::since)).contains(NOW);

        table().befriend(bob, alice, NOW);
        assertThat(table().befriend(bob, alice, NOW)).isEqualTo(Befriended.ACCEPTED);
        assertThat(table().befriend(alice, bob, NOW)).isEqualTo(Befriended.ACCEPTED);
        assertFriendCount(alice, 1);
        assertFriendCount(bob, 1);
    }

    @Test
    default void whoDoesNotExistCannotBeAsked() {
        UserId alice = someone();
        UserId nobody = new UserId(UUID.randomUUID().toString());

        assertThat(table().befriend(alice, nobody, NOW)).isEqualTo(Befriended.NO_SUCH_USER);

        assertThat(table().find(alice, nobody)).isEmpty();
        assertThat(table().find(nobody, alice)).isEmpty();
        assertThat(users().find(nobody)).isEmpty();
    }

    @Test
    default void unfriendingEndsBothSides() {
        UserId alice = someone();
        UserId bob = someone();
        makeFriends(alice, bob);

        assertThat(table().unfriend(bob, alice, NOW)).isTrue();
        assertThat(table().unfriend(bob, alice, NOW)).isFalse();
        assertThat(table().unfriend(alice, bob, NOW)).isFalse();

        assertThat(table().find(alice, bob)).isEmpty();
        assertThat(table().find(bob, alice)).isEmpty();
        assertFriendCount(alice, 0);
        assertFriendCount(bob, 0);
    }

    @Test
    default void aRequestCanBeWithdrawnAndDeclined() {
        UserId alice = someone();
        UserId bob = someone();

        table().befriend(alice, bob, NOW);
        assertThat(table().unfriend(alice, bob, NOW)).isTrue();
        assertThat(table().find(bob, alice)).isEmpty();

        table().befriend(alice, bob, NOW);
        assertThat(table().unfriend(bob, alice, NOW)).isTrue();
        assertThat(table().find(alice, bob)).isEmpty();
        assertFriendCount(alice, 0);
    }

    @Test
    default void aBlockStandsAgainstBothWhoAskAndBothWhoLeave() {
        UserId alice = someone();
        UserId mallory = someone();
        assertThat(table().block(alice, mallory, NOW.plusMillis(5))).isTrue();

        assertThat(table().befriend(mallory, alice, NOW))
                .as("what one who never was answers")
                .isEqualTo(Befriended.NO_SUCH_USER);
        assertThat(table().befriend(alice, mallory, NOW)).isEqualTo(Befriended.BLOCKED);
        assertThat(table().unfriend(mallory, alice, NOW)).isFalse();
        assertThat(table().unfriend(alice, mallory, NOW)).isFalse();

        assertThat(table().find(alice, mallory))
                .contains(new Friendship(alice, mallory, FriendshipState.BLOCKED, NOW.plusMillis(5)));
        assertThat(table().find(mallory, alice)).isEmpty();
        assertFriendCount(mallory, 0);
        assertFriendCount(alice, 0);
    }

    @Test
    default void aBlockEndsAFriendship() {
        UserId alice = someone();
        UserId mallory = someone();
        makeFriends(alice, mallory);

        assertThat(table().block(alice, mallory, NOW.plusSeconds(1))).isTrue();
        assertThat(table().block(alice, mallory, NOW.plusSeconds(2))).isTrue();

        assertThat(table().find(alice, mallory))
                .contains(new Friendship(alice, mallory, FriendshipState.BLOCKED, NOW.plusSeconds(1)));
        assertThat(table().find(mallory, alice)).isEmpty();
        assertFriendCount(alice, 0);
        assertFriendCount(mallory, 0);
        assertThat(table().friendsAmong(mallory, List.of(alice))).isEmpty();
        assertThat(table().acceptedFriends(alice)).isEmpty();
    }

    @Test
    default void aBlockEndsARequestOfEither() {
        for (boolean byBlocker : List.of(true, false)) {
            UserId alice = someone();
            UserId mallory = someone();
            table().befriend(byBlocker ? alice : mallory, byBlocker ? mallory : alice, NOW);

            assertThat(table().block(alice, mallory, NOW)).isTrue();

            assertRow(alice, mallory, FriendshipState.BLOCKED);
            assertThat(table().find(mallory, alice)).isEmpty();
        }
    }

    @Test
    default void whoIsBlockedMayBlockToo() {
        UserId alice = someone();
        UserId mallory = someone();
        table().block(alice, mallory, NOW);

        assertThat(table().block(mallory, alice, NOW)).isTrue();
        assertRow(alice, mallory, FriendshipState.BLOCKED);
        assertRow(mallory, alice, FriendshipState.BLOCKED);
        assertThat(table().befriend(mallory, alice, NOW)).isEqualTo(Befriended.BLOCKED);

        assertThat(table().unblock(alice, mallory)).isTrue();
        assertThat(table().find(alice, mallory)).isEmpty();
        assertRow(mallory, alice, FriendshipState.BLOCKED);
    }

    @Test
    default void afterABlockIsLiftedTheTwoMayBeginAnew() {
        UserId alice = someone();
        UserId bob = someone();
        makeFriends(alice, bob);
        table().block(alice, bob, NOW);

        assertThat(table().unblock(alice, bob)).isTrue();
        assertThat(table().unblock(alice, bob)).isFalse();
        assertThat(table().find(alice, bob)).isEmpty();

        makeFriends(bob, alice);
        assertFriendCount(alice, 1);
        assertFriendCount(bob, 1);
    }

    @Test
    default void liftingABlockThatIsNoneChangesNothing() {
        UserId alice = someone();
        UserId bob = someone();
        makeFriends(alice, bob);

        assertThat(table().unblock(alice, bob)).isFalse();
        assertThat(table().unblock(alice, someone())).isFalse();

        assertRow(alice, bob, FriendshipState.ACCEPTED);
    }

    @Test
    default void whoDoesNotExistCannotBeBlocked() {
        UserId alice = someone();
        UserId nobody = new UserId(UUID.randomUUID().toString());

        assertThat(table().block(alice, nobody, NOW)).isFalse();

        assertThat(table().find(alice, nobody)).isEmpty();
        assertThat(users().find(nobody)).isEmpty();
    }

    @Test
    default void whoHasTheMostFriendsCanBlock() {
        UserId popular = someone();
        UserId fan = someone();
        makeFriends(popular, fan);
        setFriendCount(popular, Friendship.MAX_FRIENDS);

        assertThat(table().block(popular, someone(), NOW)).isTrue();
        assertThat(table().block(popular, fan, NOW)).isTrue();

        assertFriendCount(popular, Friendship.MAX_FRIENDS - 1);
        assertFriendCount(fan, 0);
    }

    @Test
    default void aHalfMadePairIsMadeWhole() {
        UserId alice = someone();
        UserId bob = someone();
        put(new Friendship(alice, bob, FriendshipState.ACCEPTED, NOW));

        assertThat(table().friendsAmong(alice, List.of(bob))).isEmpty();
        assertThat(table().befriend(alice, bob, NOW)).isEqualTo(Befriended.REQUESTED);

        assertRow(alice, bob, FriendshipState.REQUESTED_OUT);
        assertRow(bob, alice, FriendshipState.REQUESTED_IN);
    }

    @Test
    default void nobodyHasMoreFriendsThanTheMost() {
        UserId popular = someone();
        UserId fan = someone();
        table().befriend(fan, popular, NOW);
        setFriendCount(popular, Friendship.MAX_FRIENDS);

        assertThat(table().befriend(popular, fan, NOW)).as("accepts").isEqualTo(Befriended.TOO_MANY_FRIENDS);
        assertThat(table().befriend(someone(), popular, NOW)).as("is asked").isEqualTo(Befriended.TOO_MANY_FRIENDS);
        assertThat(table().befriend(popular, someone(), NOW)).as("asks").isEqualTo(Befriended.TOO_MANY_FRIENDS);
        assertRow(popular, fan, FriendshipState.REQUESTED_IN);
        assertFriendCount(fan, 0);

        setFriendCount(popular, Friendship.MAX_FRIENDS - 1);
        assertThat(table().befriend(popular, fan, NOW)).isEqualTo(Befriended.ACCEPTED);
        assertFriendCount(popular, Friendship.MAX_FRIENDS);
    }

    @Test
    default void friendsAreListedByStateInPages() {
        UserId alice = someone();
        List<UserId> friends = new ArrayList<>();
        List<UserId> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            UserId friend = someone();
            makeFriends(alice, friend);
            friends.add(friend);
            UserId other = someone();
            table().befriend(alice, other, NOW);
            asked.add(other);
        }

        assertThat(walk(alice, FriendshipState.ACCEPTED))
                .containsExactlyElementsOf(friends.stream().sorted().toList());
        assertThat(walk(alice, FriendshipState.REQUESTED_OUT))
                .containsExactlyElementsOf(asked.stream().sorted().toList());
        assertThat(walk(alice, FriendshipState.REQUESTED_IN)).isEmpty();
        assertThat(table().acceptedFriends(alice))
                .containsExactlyElementsOf(friends.stream().sorted().toList());
    }

    @Test
    default void friendsAmongManyAreFound() {
        UserId alice = someone();
        List<UserId> others = IntStream.range(0, 70).mapToObj(_ -> someone()).toList();
        List<UserId> friends = others.subList(10, 15);
        friends.forEach(friend -> makeFriends(alice, friend));
        List<UserId> asked = new ArrayList<>(others);
        asked.add(friends.getFirst());

        assertThat(table().friendsAmong(alice, asked)).containsExactlyInAnyOrderElementsOf(friends);
        assertThat(table().friendsAmong(alice, List.of())).isEmpty();
    }

    private List<UserId> walk(UserId user, FriendshipState state) {
        List<UserId> found = new ArrayList<>();
        Optional<UserId> next = Optional.empty();
        do {
            FriendPage page = table().list(user, state, next, 3);
            page.friendships().forEach(row -> found.add(row.friendId()));
            next = page.next();
        } while (next.isPresent());
        return found;
    }
}
