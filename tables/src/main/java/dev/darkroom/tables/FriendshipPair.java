package dev.darkroom.tables;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Viewing;
import dev.darkroom.tables.FriendshipTable.Befriended;
import java.time.Instant;
import java.util.Optional;

/// The two rows of two users as one read found them, and what one of the two may make of them. Pure: whoever writes
/// the change makes sure that the rows are still as they were.
///
/// @param own the row of the one who acts
/// @param other the row of the one acted on
public record FriendshipPair(UserId userId, UserId friendId, Optional<Friendship> own, Optional<Friendship> other) {
    /// What asking comes to.
    sealed interface Step {
        /// Nothing is to be written.
        record Settled(Befriended outcome) implements Step {}

        /// Both rows are to be written.
        ///
        /// @param before what the write must find. It never has a block by the other: who is blocked sets out
        ///     to write like anyone else, and meets the block where they would meet that there is no such user
        record Change(FriendshipPair before, FriendshipPair after, int friends, Befriended outcome) implements Step {}
    }

    /// What is left when the one who acts leaves or blocks.
    ///
    /// @param friends what both friend counts change by: -1 or 0
    record Parting(FriendshipPair after, int friends) {}

    Step befriend(Instant now) {
        if (is(own, FriendshipState.BLOCKED)) {
            return new Step.Settled(Befriended.BLOCKED);
        }
        if (areFriends()) {
            return new Step.Settled(Befriended.ACCEPTED);
        }
        if (is(own, FriendshipState.REQUESTED_OUT) && is(other, FriendshipState.REQUESTED_IN)) {
            return new Step.Settled(Befriended.REQUESTED);
        }
        if (is(own, FriendshipState.REQUESTED_IN) && is(other, FriendshipState.REQUESTED_OUT)) {
            return new Step.Change(
                    this, become(FriendshipState.ACCEPTED, FriendshipState.ACCEPTED, now), 1, Befriended.ACCEPTED);
        }
        return new Step.Change(
                new FriendshipPair(userId, friendId, own, unblocked(other)),
                become(FriendshipState.REQUESTED_OUT, FriendshipState.REQUESTED_IN, now),
                0,
                Befriended.REQUESTED);
    }

    /// Empty where there is nothing to leave. Blocks stay.
    Optional<Parting> unfriend() {
        return part(blockOnly(own));
    }

    /// Empty where the one who acts blocks the other already, who has nothing left.
    Optional<Parting> block(Instant now) {
        return part(blockOnly(own).or(() -> Optional.of(row(userId, friendId, FriendshipState.BLOCKED, now))));
    }

    private Optional<Parting> part(Optional<Friendship> left) {
        var after = new FriendshipPair(userId, friendId, left, blockOnly(other));
        return after.equals(this) ? Optional.empty() : Optional.of(new Parting(after, areFriends() ? -1 : 0));
    }

    /// Whether each has an ACCEPTED row about the other.
    public boolean areFriends() {
        return Viewing.areFriends(own, other);
    }

    /// Whether the other blocks the one who acts.
    public boolean isBlockedByOther() {
        return is(other, FriendshipState.BLOCKED);
    }

    private FriendshipPair become(FriendshipState ownState, FriendshipState otherState, Instant now) {
        return new FriendshipPair(
                userId,
                friendId,
                Optional.of(row(userId, friendId, ownState, now)),
                Optional.of(row(friendId, userId, otherState, now)));
    }

    private static Friendship row(UserId userId, UserId friendId, FriendshipState state, Instant now) {
        return new Friendship(userId, friendId, state, Precision.stored(now));
    }

    private static Optional<Friendship> blockOnly(Optional<Friendship> row) {
        return row.filter(friendship -> friendship.state() == FriendshipState.BLOCKED);
    }

    private static Optional<Friendship> unblocked(Optional<Friendship> row) {
        return row.filter(friendship -> friendship.state() != FriendshipState.BLOCKED);
    }

    private static boolean is(Optional<Friendship> row, FriendshipState state) {
        return row.filter(friendship -> friendship.state() == state).isPresent();
    }
}
