package dev.darkroom.metadata;

import dev.darkroom.model.PhotoKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Originals in memory, under the contract of S3's; remembers how much was asked for.
final class InMemoryOriginals implements Originals {
    private final Map<PhotoKey, Stored> stored = new HashMap<>();
    private final List<Long> limits = new ArrayList<>();

    private record Stored(String etag, byte[] bytes) {}

    void put(PhotoKey photo, String etag, byte[] bytes) {
        stored.put(photo, new Stored(etag, bytes));
    }

    List<Long> limits() {
        return limits;
    }

    @Override
    public Optional<byte[]> head(PhotoKey photo, String etag, long limit) {
        limits.add(limit);
        return Optional.ofNullable(stored.get(photo))
                .filter(found -> found.etag.equals(etag))
                .map(found -> Arrays.copyOf(found.bytes, (int) Math.min(limit, found.bytes.length)));
    }
}
