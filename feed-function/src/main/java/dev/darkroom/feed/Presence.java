package dev.darkroom.feed;

import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoState;
import java.time.Instant;
import java.util.Optional;

/// What feeds are to hold of a photo, by its state now.
sealed interface Presence {
    /// A row.
    record Shown(Instant publishedAt) implements Presence {}

    /// No row any more.
    record Gone(Instant publishedAt) implements Presence {}

    /// Whatever they hold: a hidden photo's rows stay, as reading drops them, and one that nobody has seen has
    /// none.
    record Unchanged() implements Presence {}

    /// Decides.
    ///
    /// @param now the photo as it is now; empty where its item is gone
    /// @param knownPublishedAt when it was published, as far as the caller knows, for where its item is gone
    /// @throws IllegalStateException where a visible photo was never published: whoever showed it forgot to say
    /// when
    static Presence of(Optional<Photo> now, Optional<Instant> knownPublishedAt) {
        Optional<Instant> publishedAt = now.flatMap(Photo::publishedAt).or(() -> knownPublishedAt);
        if (now.filter(Photo::isVisible).isPresent()) {
            return new Shown(publishedAt.orElseThrow(() -> new IllegalStateException("visible, yet never published")));
        }
        boolean gone = now.isEmpty() || now.get().state() == PhotoState.DELETED;
        return gone && publishedAt.isPresent() ? new Gone(publishedAt.get()) : new Unchanged();
    }
}
