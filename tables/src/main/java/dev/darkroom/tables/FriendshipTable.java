package dev.darkroom.tables;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Friendships table, with the friend counts of the Users table. Reads are strongly consistent. Each change
/// writes both rows and both counts in one transaction, so that no history of races leaves a pair half made.
public interface FriendshipTable extends FriendGraph {
    Optional<Friendship> find(UserId userId, UserId friendId);

    /// What a user and each of these others are to each other, both rows of a pair read at once.
    ///
    /// @param others any number, without the user; repeated ids count once
    /// @return a pair for each of the others, also where neither has a row
    Map<UserId, FriendshipPair> pairs(UserId userId, Collection<UserId> others);

    /// The user's rows in one state, ordered by friend id.
    ///
    /// @param after only friends with a greater id; empty for the first page
    /// @param limit 1 or more; the page may be shorter, and even empty, though more follow
    FriendPage list(UserId userId, FriendshipState state, Optional<UserId> after, int limit);

    /// Asks for a friendship, or accepts the other's request where there is one. Repeating it changes nothing.
    ///
    /// @param userId who asks; must exist
    Befriended befriend(UserId userId, UserId friendId, Instant now);

    /// Ends a friendship, withdraws a request or declines one. Leaves blocks as they are. Repeating it changes
    /// nothing.
    ///
    /// @return false where there was nothing to end
    boolean unfriend(UserId userId, UserId friendId, Instant now);

    /// Blocks another user: what was between the two ends, and the other can neither ask nor open anything. A block of
    /// the other's own stays. Repeating it changes nothing.
    ///
    /// @param userId who blocks; must exist
    /// @return false where there is no such other user; nothing changes then
    boolean block(UserId userId, UserId otherId, Instant now);

    /// Lifts the user's own block; nothing else comes back. Repeating it changes nothing.
    ///
    /// @return false where there was none
    boolean unblock(UserId userId, UserId otherId);

    /// What came of asking.
    enum Befriended {
        /// The other has now been asked, or had been before.
        REQUESTED,
        /// The two are friends now, or were before.
        ACCEPTED,
        /// Who asks blocks the other; nothing changed.
        BLOCKED,
        /// One of the two has [Friendship#MAX_FRIENDS] friends; nothing changed.
        TOO_MANY_FRIENDS,
        /// There is no such other user, or it is one who blocks the asker: who is blocked is not to find out, neither
        /// by what is answered nor by what is called. Nothing changed.
        NO_SUCH_USER
    }

    /// Part of a user's rows.
    ///
    /// @param next where the following page begins; empty at the end
    record FriendPage(List<Friendship> friendships, Optional<UserId> next) {
        public FriendPage {
            friendships = List.copyOf(friendships);
        }
    }
}
