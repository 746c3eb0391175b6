package dev.darkroom.tables;

import dev.darkroom.model.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Who is whose friend, read strongly consistently.
public interface FriendGraph {
    /// Those of `others` with whom `userId` has ACCEPTED rows in both directions.
    Set<UserId> friendsAmong(UserId userId, Collection<UserId> others);

    /// Every accepted friend of the user by the user's own rows, ordered by id: 0 to
    /// [dev.darkroom.model.Friendship#MAX_FRIENDS].
    List<UserId> acceptedFriends(UserId userId);
}
