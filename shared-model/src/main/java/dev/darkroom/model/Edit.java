package dev.darkroom.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// What an owner changes of a photo; nothing else of it is theirs to change.
///
/// @param visibility empty to keep it: every photo has one
public record Edit(
        Change<String> title, Change<String> description, Change<List<String>> tags, Optional<Visibility> visibility) {
    /// An edit that changes who may see a photo, and nothing else.
    public static Edit of(Visibility visibility) {
        return new Edit(new Change.Keep<>(), new Change.Keep<>(), new Change.Keep<>(), Optional.of(visibility));
    }

    /// The photo as it becomes: the next revision, and published `now` where this is the first that anyone but its
    /// owner may see of it. Where the edit changes nothing, the photo itself.
    public Photo applyTo(Photo photo, Instant now) {
        Photo edited = new Photo(
                photo.key(),
                photo.rev(),
                photo.state(),
                visibility.orElse(photo.visibility()),
                title.of(photo.title()),
                description.of(photo.description()),
                tags.of(Optional.of(photo.tags())).orElse(List.of()),
                photo.announcement(),
                photo.createdAt(),
                photo.publishedAt(),
                photo.expiresAt(),
                photo.rejection(),
                photo.media(),
                photo.capture(),
                photo.traceparent());
        return edited.equals(photo) ? photo : edited.next(now.truncatedTo(ChronoUnit.MILLIS));
    }
}
