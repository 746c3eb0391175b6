package dev.darkroom.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.Profile;
import dev.darkroom.model.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What holds of all friendships at all times.
final class FriendshipInvariants {
    /// The row that faces each row; a block faces nothing, or a block.
    private static final Map<FriendshipState, FriendshipState> FACING = Map.of(
            FriendshipState.REQUESTED_OUT, FriendshipState.REQUESTED_IN,
            FriendshipState.REQUESTED_IN, FriendshipState.REQUESTED_OUT,
            FriendshipState.ACCEPTED, FriendshipState.ACCEPTED);

    private FriendshipInvariants() {}

    /// Every pair is whole, and every count is that of the user's ACCEPTED rows.
    static void assertHold(FriendshipTable table, UserTable users, List<UserId> people) {
        for (UserId one : people) {
            for (UserId other : people) {
                if (!one.equals(other)) {
                    assertWhole(table, one, other);
                }
            }
            assertThat(users.find(one).map(Profile::friendCount))
                    .as("friend count of %s", one)
                    .contains(table.acceptedFriends(one).size());
        }
    }

    private static void assertWhole(FriendshipTable table, UserId one, UserId other) {
        Optional<FriendshipState> own = table.find(one, other).map(Friendship::state);
        Optional<FriendshipState> facing = table.find(other, one).map(Friendship::state);
        assertThat(facing.filter(state -> state != FriendshipState.BLOCKED))
                .as("what faces %s of %s about %s, but for a block", own, one, other)
                .isEqualTo(own.flatMap(state -> Optional.ofNullable(FACING.get(state))));
    }
}
