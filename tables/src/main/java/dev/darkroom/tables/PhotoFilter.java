package dev.darkroom.tables;

import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Visibility;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Which of an owner's photos a list shows.
///
/// @param states one or more
/// @param visibilities one or more
/// @param tag one that the photo must have, letter for letter; empty for any
public record PhotoFilter(Set<PhotoState> states, Set<Visibility> visibilities, Optional<String> tag) {
    public PhotoFilter {
        states = Set.copyOf(states);
        visibilities = Set.copyOf(visibilities);
        if (states.isEmpty() || visibilities.isEmpty()) {
            throw new IllegalArgumentException("a list of no state or no visibility is empty");
        }
    }

    /// Photos in these states, whoever may see them.
    public static PhotoFilter inStates(Set<PhotoState> states) {
        return new PhotoFilter(states, EnumSet.allOf(Visibility.class), Optional.empty());
    }

    /// What a friend of the owner may see.
    public static PhotoFilter forFriends() {
        return new PhotoFilter(
                Set.of(PhotoState.READY), Set.of(Visibility.FRIENDS, Visibility.PUBLIC), Optional.empty());
    }

    /// What anyone may see whom the owner has not blocked.
    public static PhotoFilter forAnyone() {
        return new PhotoFilter(Set.of(PhotoState.READY), Set.of(Visibility.PUBLIC), Optional.empty());
    }

    boolean shows(Photo photo) {
        return states.contains(photo.state())
                && visibilities.contains(photo.visibility())
                && tag.stream().allMatch(photo.tags()::contains);
    }
}
