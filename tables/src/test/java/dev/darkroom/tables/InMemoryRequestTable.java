package dev.darkroom.tables;

import dev.darkroom.model.PhotoId;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.DynamoDbRequestTable.Window;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        Standing standing = claims.get(new Key(userId, key));
        if (standing == null || !now.isBefore(standing.expiresAt())) {
            Instant expiresAt = Precision.expiry(now.plus(CLAIM_KEPT));
            claims.put(new Key(userId, key), new Standing(fingerprint, List.copyOf(photoIds), expiresAt));
            return new Claim.Claimed();
        }
        return standing.fingerprint().equals(fingerprint)
                ? new Claim.SameAgain(standing.photoIds())
                : new Claim.Different();
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
