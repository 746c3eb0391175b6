package dev.darkroom.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A photo as the Photos table holds it.
///
/// @param rev counts every change, from 1
/// @param title empty where the owner gave none
/// @param publishedAt when it first became READY and visible to anyone but its owner; set once
/// @param expiresAt when PENDING, REJECTED and DELETED items go; reading treats one past it as absent
/// @param rejection with REJECTED only
/// @param media with READY only
public record Photo(
        PhotoKey key,
        long rev,
        PhotoState state,
        Visibility visibility,
        Optional<String> title,
        Optional<String> description,
        List<String> tags,
        Announcement announcement,
        Instant createdAt,
        Optional<Instant> publishedAt,
        Optional<Instant> expiresAt,
        Optional<Rejection> rejection,
        Optional<Media> media,
        Optional<Capture> capture,
        Optional<Traceparent> traceparent) {
    /// How long an intent, a refusal or a tombstone is kept: longer than any retry and any dead letter lives.
    public static final Duration KEPT = Duration.ofDays(30);

    public Photo {
        tags = List.copyOf(tags);
    }

    /// A new intent.
    public static Photo announced(
            PhotoKey key,
            Visibility visibility,
            Optional<String> title,
            Optional<String> description,
            List<String> tags,
            Announcement announcement,
            Instant now,
            Traceparent traceparent) {
        return new Photo(
                key,
                1,
                PhotoState.PENDING,
                visibility,
                title,
                description,
                tags,
                announcement,
                now,
                Optional.empty(),
                Optional.of(now.plus(KEPT)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(traceparent));
    }

    /// Whether anyone but the owner may see it, friendship given.
    public boolean isVisible() {
        return state == PhotoState.READY && visibility != Visibility.PRIVATE;
    }

    /// The next revision, published `now` where it is visible and was not before.
    Photo next(Instant now) {
        return new Photo(
                key,
                rev + 1,
                state,
                visibility,
                title,
                description,
                tags,
                announcement,
                createdAt,
                publishedAt.or(() -> isVisible() ? Optional.of(now) : Optional.empty()),
                expiresAt,
                rejection,
                media,
                capture,
                traceparent);
    }

    /// Whether it counts as absent at `now`, though its item may still be there.
    public boolean isExpired(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }
}
