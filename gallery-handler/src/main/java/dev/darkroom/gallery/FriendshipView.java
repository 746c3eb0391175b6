package dev.darkroom.gallery;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import java.time.Instant;

/// What another user is to the one who asks.
///
/// @param since when it came into this state
record FriendshipView(PersonView user, FriendshipState state, Instant since) {
    static FriendshipView of(Friendship row, PersonView user) {
        return new FriendshipView(user, row.state(), row.since());
    }
}
