package dev.darkroom.gallery;

import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Viewing;
import dev.darkroom.tables.FriendshipPair;
import java.time.Instant;
import java.util.Optional;

/// What a viewer gets to see of a photo that they ask for by its address.
sealed interface Opened {
    record ByOwner(Photo photo) implements Opened {}

    record ByFriend(Photo photo) implements Opened {}

    record ByAnyone(Photo photo) implements Opened {}

    /// There is no such photo, or none that this viewer may know of.
    record Nothing() implements Opened {}

    /// Decides. Pure: whoever asks has read the same rows for whatever is decided.
    ///
    /// @param found as the table has it
    /// @param pair what viewer and owner are to each other, the viewer first; empty where they are the same
    static Opened of(UserId viewer, Optional<Photo> found, Optional<FriendshipPair> pair, Instant now) {
        Optional<Photo> photo = found.filter(one -> isThere(one, now));
        if (photo.isEmpty()) {
            return new Nothing();
        }
        boolean friends = pair.filter(FriendshipPair::areFriends).isPresent();
        boolean blocked = pair.filter(FriendshipPair::isBlockedByOther).isPresent();
        if (!Viewing.mayOpen(viewer, photo.get(), friends, blocked)) {
            return new Nothing();
        }
        if (pair.isEmpty()) {
            return new ByOwner(photo.get());
        }
        return friends ? new ByFriend(photo.get()) : new ByAnyone(photo.get());
    }

    /// Whether it is to be read at all: tombstones and expired items are not.
    static boolean isThere(Photo photo, Instant now) {
        return photo.state() != PhotoState.DELETED && !photo.isExpired(now);
    }
}
