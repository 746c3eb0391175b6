package dev.darkroom.upload;

import dev.darkroom.model.PhotoId;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.PhotoTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How many photos a user may have announced and not uploaded. Those count whose URLs are still valid; older ones are
/// given up, as far as anyone can tell.
final class PendingQuota {
    static final Duration WINDOW = Duration.ofMinutes(15);

    private final PhotoTable photos;
    private final int most;

    /// @param most at least as many as one request announces
    PendingQuota(PhotoTable photos, int most) {
        if (most < IntentReader.MAX_PHOTOS) {
            throw new IllegalArgumentException("a pending quota is at least " + IntentReader.MAX_PHOTOS);
        }
        this.photos = photos;
        this.most = most;
    }

    /// Whether there is room for more.
    ///
    /// @return how long to wait where there is not; empty where there is
    Optional<Duration> waitFor(UserId ownerId, int more, Instant now) {
        if (more == 0) {
            return Optional.empty();
        }
        List<PhotoId> pending = photos.pendingSince(ownerId, now.minus(WINDOW));
        int excess = pending.size() + more - most;
        return excess <= 0
                ? Optional.empty()
                : Optional.of(Duration.between(
                        now, pending.get(excess - 1).mintedAt().plus(WINDOW).plusMillis(1)));
    }

    int most() {
        return most;
    }
}
