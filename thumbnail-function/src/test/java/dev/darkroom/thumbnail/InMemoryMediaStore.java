package dev.darkroom.thumbnail;

import dev.darkroom.model.Manifest;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Rendition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The media bucket in memory; remembers the order of what was put.
final class InMemoryMediaStore implements MediaStore {
    private final Map<String, byte[]> renditions = new ConcurrentHashMap<>();
    private final Map<PhotoKey, Manifest> manifests = new ConcurrentHashMap<>();
    private final List<String> puts = new ArrayList<>();
    private @Nullable String failing;

    /// Fails every put of a key that contains this; null ends it.
    void failFor(@Nullable String part) {
        failing = part;
    }

    @Override
    public void put(Rendition rendition, byte[] bytes) {
        note(rendition.key());
        renditions.put(rendition.key(), bytes);
    }

    @Override
    public void put(Manifest manifest) {
        note(manifest.key().manifestKey());
        manifests.put(manifest.key(), manifest);
    }

    Map<String, byte[]> renditions() {
        return renditions;
    }

    Optional<Manifest> manifest(PhotoKey photo) {
        return Optional.ofNullable(manifests.get(photo));
    }

    synchronized List<String> puts() {
        return List.copyOf(puts);
    }

    private synchronized void note(String key) {
        if (failing != null && key.contains(failing)) {
            throw new IllegalStateException("the store fails on purpose");
        }
        puts.add(key);
    }
}
