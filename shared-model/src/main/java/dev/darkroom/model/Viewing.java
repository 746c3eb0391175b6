package dev.darkroom.model;

import java.util.Optional;

/// Who may see a photo: pure, from the photo and both friendship rows as they are now.
public final class Viewing {
    private Viewing() {}

    /// Whether two users are friends: each has an ACCEPTED row about the other.
    public static boolean areFriends(Optional<Friendship> one, Optional<Friendship> other) {
        return isAccepted(one) && isAccepted(other);
    }

    /// Whether `viewer` sees the photo in a feed: their own when it is READY and visible, a friend's likewise. A feed
    /// needs a friendship for PUBLIC photos too.
    public static boolean inFeed(UserId viewer, Photo photo, boolean friends) {
        return photo.isVisible() && (viewer.equals(photo.key().ownerId()) || friends);
    }

    /// Whether `viewer` may open the photo by its address.
    ///
    /// @param friends whether viewer and owner are friends
    /// @param blockedByOwner whether the owner has blocked the viewer, who then sees nothing of theirs
    public static boolean mayOpen(UserId viewer, Photo photo, boolean friends, boolean blockedByOwner) {
        if (viewer.equals(photo.key().ownerId())) {
            return photo.state() != PhotoState.DELETED;
        }
        if (blockedByOwner || photo.state() != PhotoState.READY) {
            return false;
        }
        return switch (photo.visibility()) {
            case PRIVATE -> false;
            case FRIENDS -> friends;
            case PUBLIC -> true;
        };
    }

    /// Whether the photo is shown to everyone, also to those without an account.
    public static boolean isPublic(Photo photo) {
        return photo.state() == PhotoState.READY && photo.visibility() == Visibility.PUBLIC;
    }

    private static boolean isAccepted(Optional<Friendship> row) {
        return row.filter(friendship -> friendship.state() == FriendshipState.ACCEPTED)
                .isPresent();
    }
}
