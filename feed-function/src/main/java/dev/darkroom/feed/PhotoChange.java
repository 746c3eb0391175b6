package dev.darkroom.feed;

import dev.darkroom.model.Media;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoActivity.Kind;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One change of a photo, as the stream's images tell it: the same at each delivery, whatever the photo is by
/// then.
///
/// @param before empty where the item is new
/// @param at when it was made, in whole seconds, rounded down
record PhotoChange(Optional<Photo> before, Photo after, Instant at) {
    /// Whether the photo came into view, of whom it concerns for the first time or again.
    boolean becameVisible() {
        return !wasVisible() && after.isVisible();
    }

    boolean isDeletion() {
        return after.state() == PhotoState.DELETED;
    }

    /// Whether this is what the upload was for.
    boolean isFirstReady() {
        return before.map(Photo::state).filter(PhotoState.PENDING::equals).isPresent()
                && after.state() == PhotoState.READY;
    }

    /// What those who may see the photo are told; empty where nothing changed for them.
    Optional<Kind> activity() {
        if (becameVisible()) {
            return Optional.of(Kind.PUBLISHED);
        }
        if (wasVisible() && !after.isVisible()) {
            return Optional.of(Kind.WITHDRAWN);
        }
        return wasVisible() && before.filter(this::looksTheSame).isEmpty()
                ? Optional.of(Kind.CHANGED)
                : Optional.empty();
    }

    /// The wider of both visibilities, so that who listens for PUBLIC photos hears when one is no longer.
    Visibility audience() {
        return before.filter(Photo::isVisible)
                .map(Photo::visibility)
                .filter(old -> old.compareTo(after.visibility()) > 0)
                .orElse(after.visibility());
    }

    private boolean wasVisible() {
        return before.filter(Photo::isVisible).isPresent();
    }

    private boolean looksTheSame(Photo old) {
        return appearance(old).equals(appearance(after));
    }

    private static List<Object> appearance(Photo photo) {
        return List.of(
                photo.visibility(),
                photo.title(),
                photo.description(),
                photo.tags(),
                photo.capture(),
                photo.media().map(Media::renditions),
                photo.media().flatMap(Media::placeholder));
    }
}
