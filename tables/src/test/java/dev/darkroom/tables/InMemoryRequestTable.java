package dev.darkroom.tables;

import dev.darkroom.model.PhotoId;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.DynamoDbRequestTable.Window;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Requests table's twin, safe for threads.
public final class InMemoryRequestTable implements RequestTable {
    private record Key(UserId userId, String key) {}

    private record Standing(String fingerprint, List<PhotoId> photoIds, Instant expiresAt) {}

    private record Minute(UserId userId, Window window) {}

    private final Map<Key, Standing> claims = new HashMap<>();
    private final Map<Minute, Integer> writes = new HashMap<>();

    @Override
    public synchronized Claim claim(
            UserId userId, String key, String fingerprint, List<PhotoId> photoIds, Instant now) {
        Optional<Claim> standing = standing(userId, key, fingerprint, now);
        if (standing.isEmpty()) {
            Instant expiresAt = Precision.expiry(now.plus(CLAIM_KEPT));
            claims.put(new Key(userId, key), new Standing(fingerprint, List.copyOf(photoIds), expiresAt));
        }
        return standing.orElseGet(Claim.Claimed::new);
    }

    @Override
    public synchronized Optional<Claim> standing(UserId userId, String key, String fingerprint, Instant now) {
        return Optional.ofNullable(claims.get(new Key(userId, key)))
                .filter(claim -> now.isBefore(claim.expiresAt()))
                .map(claim -> claim.fingerprint().equals(fingerprint)
                        ? new Claim.SameAgain(claim.photoIds())
                        : new Claim.Different());
    }

    @Override
    public synchronized Count countWrite(UserId userId, int limit, Instant now) {
        Window window = Window.of(now);
        var minute = new Minute(userId, window);
        int before = writes.getOrDefault(minute, 0);
        if (before >= limit) {
            return new Count.Exhausted(window.end());
        }
        writes.put(minute, before + 1);
        return new Count.Allowed();
    }
}
