package dev.darkroom.gallery;

import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Profile;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.FriendshipPair;
import dev.darkroom.tables.FriendshipTable;
import dev.darkroom.tables.PhotoFilter;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.tables.PhotoTable.PhotoPage;
import dev.darkroom.tables.UserTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a viewer may see of others' photos. Everything is read before anything is decided, so that what the viewer may
/// not know of takes the same calls as what is not there.
final class Visits {
    private final Album album;
    private final PhotoTable photos;
    private final FriendshipTable friendships;
    private final UserTable users;
    private final InstantSource clock;

    Visits(Album album, PhotoTable photos, FriendshipTable friendships, UserTable users, InstantSource clock) {
        this.album = album;
        this.photos = photos;
        this.friendships = friendships;
        this.users = users;
        this.clock = clock;
    }

    /// A photo by its address.
    Opened open(UserId viewer, PhotoKey key) {
        Optional<Photo> photo = photos.find(key);
        Optional<FriendshipPair> pair =
                viewer.equals(key.ownerId()) ? Optional.empty() : Optional.of(pair(viewer, key.ownerId()));
        return Opened.of(viewer, photo, pair, clock.instant());
    }

    /// Photos by their addresses, in their order.
    ///
    /// @param keys repeated ones count once
    Map<PhotoKey, Opened> open(UserId viewer, Collection<PhotoKey> keys) {
        Map<PhotoKey, Photo> found =
                photos.findAll(keys).stream().collect(Collectors.toMap(Photo::key, Function.identity()));
        Set<UserId> others = keys.stream()
                .map(PhotoKey::ownerId)
                .filter(owner -> !owner.equals(viewer))
                .collect(Collectors.toSet());
        Map<UserId, FriendshipPair> pairs = others.isEmpty() ? Map.of() : friendships.pairs(viewer, others);
        Instant now = clock.instant();
        Map<PhotoKey, Opened> opened = new LinkedHashMap<>();
        for (PhotoKey key : keys) {
            opened.put(
                    key,
                    Opened.of(
                            viewer,
                            Optional.ofNullable(found.get(key)),
                            Optional.ofNullable(pairs.get(key.ownerId())),
                            now));
        }
        return opened;
    }

    /// What the viewer may see of another's photos, newest first. Empty where there is no such user, or one who blocks
    /// the viewer.
    Optional<Visit> visit(UserId viewer, UserId ownerId, Optional<PhotoId> before, int limit) {
        Optional<Profile> owner = users.find(ownerId);
        FriendshipPair pair = pair(viewer, ownerId);
        if (owner.isEmpty() || pair.isBlockedByOther()) {
            return Optional.empty();
        }
        boolean friends = pair.areFriends();
        PhotoPage page =
                album.list(ownerId, friends ? PhotoFilter.forFriends() : PhotoFilter.forAnyone(), before, limit);
        return Optional.of(new Visit(owner.get(), friends, page));
    }

    private FriendshipPair pair(UserId viewer, UserId ownerId) {
        return Objects.requireNonNull(
                friendships.pairs(viewer, List.of(ownerId)).get(ownerId));
    }

    /// What one look at another's photos found.
    ///
    /// @param friends whether the viewer sees them as a friend, or as anyone does
    record Visit(Profile owner, boolean friends, PhotoPage page) {}
}
