package dev.darkroom.gallery;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Viewing;
import dev.darkroom.tables.FriendshipTable;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.tables.PhotoTable.PhotoPage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One user's photos, and who may open them.
final class Album {
    private static final Set<PhotoState> LISTED = EnumSet.complementOf(EnumSet.of(PhotoState.DELETED));
    private static final int MAX_READS = 10;

    private final PhotoTable photos;
    private final FriendshipTable friendships;
    private final InstantSource clock;

    Album(PhotoTable photos, FriendshipTable friendships, InstantSource clock) {
        this.photos = photos;
        this.friendships = friendships;
        this.clock = clock;
    }

    /// The owner's photos in every state but DELETED, newest first.
    PhotoPage list(UserId ownerId, Optional<PhotoId> before, int limit) {
        Instant now = clock.instant();
        List<Photo> found = new ArrayList<>();
        Optional<PhotoId> place = before;
        for (int reads = 0; reads < MAX_READS; reads++) {
            PhotoPage page = photos.list(ownerId, LISTED, place, limit - found.size());
            page.photos().stream().filter(photo -> !photo.isExpired(now)).forEach(found::add);
            place = page.next();
            if (place.isEmpty() || found.size() == limit) {
                break;
            }
        }
        return new PhotoPage(found, place);
    }

    /// A photo of the caller's own; empty where it is deleted, expired, or never was.
    Optional<Photo> own(PhotoKey key) {
        Instant now = clock.instant();
        return photos.find(key).filter(photo -> photo.state() != PhotoState.DELETED && !photo.isExpired(now));
    }

    /// A photo that somebody asks for by its address.
    Opened open(UserId viewer, PhotoKey key) {
        Optional<Photo> photo = own(key);
        if (photo.isEmpty()) {
            return new Opened.Nothing();
        }
        UserId ownerId = key.ownerId();
        if (viewer.equals(ownerId)) {
            return new Opened.ByOwner(photo.get());
        }
        Optional<Friendship> ownersRow = friendships.find(ownerId, viewer);
        boolean friends = Viewing.areFriends(ownersRow, friendships.find(viewer, ownerId));
        boolean blocked =
                ownersRow.filter(row -> row.state() == FriendshipState.BLOCKED).isPresent();
        if (!Viewing.mayOpen(viewer, photo.get(), friends, blocked)) {
            return new Opened.Nothing();
        }
        return friends ? new Opened.ByFriend(photo.get()) : new Opened.ByAnyone(photo.get());
    }

    /// Turns a photo into a tombstone.
    ///
    /// @return false where there never was such a photo, or nothing is left of it
    boolean delete(PhotoKey key) {
        Instant now = clock.instant();
        return photos.delete(key, now)
                || photos.find(key).filter(photo -> !photo.isExpired(now)).isPresent();
    }

    /// What a viewer gets to see.
    sealed interface Opened {
        record ByOwner(Photo photo) implements Opened {}

        record ByFriend(Photo photo) implements Opened {}

        record ByAnyone(Photo photo) implements Opened {}

        /// There is no such photo, or none that this viewer may know of.
        record Nothing() implements Opened {}
    }
}
