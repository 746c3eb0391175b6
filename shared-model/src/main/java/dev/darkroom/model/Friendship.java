package dev.darkroom.model;

import java.time.Instant;

/// One user's row about another. A friendship is two rows, one of each; both are written in one transaction.
///
/// @param userId whose row it is
/// @param since when it came into this state
public record Friendship(UserId userId, UserId friendId, FriendshipState state, Instant since) {
    /// The most accepted friends a user has.
    public static final int MAX_FRIENDS = 5_000;

    public Friendship {
        if (userId.equals(friendId)) {
            throw new IllegalArgumentException("nobody is their own friend");
        }
    }
}
