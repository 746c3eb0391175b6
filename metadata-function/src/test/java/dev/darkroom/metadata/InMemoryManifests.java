package dev.darkroom.metadata;

import dev.darkroom.model.Manifest;
import dev.darkroom.model.PhotoKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Manifests in memory, under the contract of S3's.
final class InMemoryManifests implements Manifests {
    private final Map<PhotoKey, Stored> stored = new HashMap<>();
    private @Nullable RuntimeException fault;

    private record Stored(String etag, FetchedManifest answer) {}

    void put(Manifest manifest, String etag) {
        stored.put(manifest.key(), new Stored(etag, new FetchedManifest.Found(manifest)));
    }

    void putBroken(PhotoKey photo, String etag) {
        stored.put(photo, new Stored(etag, new FetchedManifest.Broken()));
    }

    /// Fails every call from now on; null ends it.
    void failWith(@Nullable RuntimeException failure) {
        fault = failure;
    }

    @Override
    public FetchedManifest fetch(Arrival arrival) {
        if (fault != null) {
            throw fault;
        }
        @Nullable Stored found = stored.get(arrival.photo());
        if (found == null) {
            return new FetchedManifest.Missing();
        }
        return arrival.etag().filter(etag -> !etag.equals(found.etag)).isPresent()
                ? new FetchedManifest.Changed()
                : found.answer;
    }
}
